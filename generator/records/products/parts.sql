-- One row is a product inside the bundle.
select
    part.record as bundle_id,
    part.product as product_id,
    products.name as product_name,
    part.quantity
from products_parts as part
left join products on products.id = part.product
order by part.record, part.position
