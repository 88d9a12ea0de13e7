-- One row is a product that was looked for on the shelf.
select
    checked.record as activity_id,
    checked.product as product_id,
    products.name as product_name,
    checked.facings as facings_count,
    checked.price,
    checked.out_of_stock as missing,
    case when checked.out_of_stock then 'bad' end as missing_tone,
    checked.competitor as beside_it
from activities_shelf_checks as checked
left join products on products.id = checked.product
order by checked.record, checked.position
