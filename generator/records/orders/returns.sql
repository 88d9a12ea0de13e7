-- One row is a product that came back.
select
    back.record as order_id,
    back.date,
    replace(back.reason, '_', ' ') as reason,
    line.product as product_id,
    products.name as product_name,
    line.quantity
from orders_returns as back
left join orders_returns_lines as line
    on line.record = back.record and line.returns_position = back.position
left join products on products.id = line.product
order by back.record, back.date, back.position, line.position
