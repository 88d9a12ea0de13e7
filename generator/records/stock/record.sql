-- One row is a stock document.
select
    stock.id,
    title.title,
    concat_ws(', ', replace(stock.type, '_', ' '), stock.warehouse, stock.date) as description,
    replace(stock.type, '_', ' ') as type,
    stock.date,
    stock.warehouse,
    stock.to_warehouse,
    stock."order" as order_id,
    stock.person as person_id,
    people.name as person_name
from stock
inner join record_title as title on title.kind = 'stock' and title.id = stock.id
left join people on people.id = stock.person
order by stock.id
