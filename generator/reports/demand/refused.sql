-- One row is a product that was sold, and has no forecast because too little is known of it.
select
    month.product_id,
    coalesce(products.name, month.product_id) as product_name,
    count(*) as months, -- that are over, since it was first sold
    count(*) filter (where month.quantity <> 0) as sold_months,
    sum(month.quantity) as quantity
from demand_month as month
left join products on products.id = month.product_id
where not month.everything and coalesce(products.active, true)
group by month.product_id, products.name
having count(*) filter (where month.quantity <> 0) < 3
order by month.product_id
