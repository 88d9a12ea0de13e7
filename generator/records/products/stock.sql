-- One row is a movement or count of the product in stock, the latest first.
with ranked as (
    select
        line.product as product_id,
        stock.id as stock_id,
        coalesce(stock.name, replace(stock.type, '_', ' ')) as stock_name,
        stock.date,
        replace(stock.type, '_', ' ') as type,
        stock.warehouse as place_name,
        stock.to_warehouse as to_place,
        line.quantity,
        row_number() over (
            partition by line.product
            order by stock.date desc, stock.id, line.position
        ) as place,
        count(*) over (partition by line.product) as total
    from stock_lines as line
    inner join stock on stock.id = line.record
)

select product_id, stock_id, stock_name, date, type, place_name, to_place, quantity, total
from ranked
where place <= 10
order by product_id, place
