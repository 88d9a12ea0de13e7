-- One row is a product that moved or was counted.
select
    line.record as stock_id,
    line.product as product_id,
    products.name as product_name,
    line.quantity,
    products.unit,
    line.unit_cost,
    cast(round(line.quantity * line.unit_cost, 4) as decimal(24, 4)) as value
from stock_lines as line
left join products on products.id = line.product
order by line.record, line.position
