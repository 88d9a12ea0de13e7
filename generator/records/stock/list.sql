-- One row is a stock document, the latest first.
with moved as (
    select record, count(*) as products, sum(quantity) as quantity
    from stock_lines
    group by record
)

select
    stock.id as stock_id,
    title.title as stock_name,
    stock.date,
    replace(stock.type, '_', ' ') as type,
    stock.warehouse as place,
    stock.to_warehouse as to_place,
    moved.products,
    moved.quantity,
    stock.person as person_id,
    people.name as person_name
from stock
inner join record_title as title on title.kind = 'stock' and title.id = stock.id
left join moved on moved.record = stock.id
left join people on people.id = stock.person
order by stock.date desc, stock.id
