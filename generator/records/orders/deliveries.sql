-- One row is a product that left with a delivery.
select
    delivery.record as order_id,
    delivery.date,
    coalesce(delivery.warehouse, orders.warehouse) as from_warehouse,
    line.product as product_id,
    products.name as product_name,
    line.quantity
from orders_deliveries as delivery
inner join orders on orders.id = delivery.record
left join orders_deliveries_lines as line
    on line.record = delivery.record and line.deliveries_position = delivery.position
left join products on products.id = line.product
order by delivery.record, delivery.date, delivery.position, line.position
