-- One row is a product: those sold today first, by sales.
with sold as (
    select
        sale.product_id,
        sum(sale.base_net) as amount,
        sum(sale.quantity) as quantity,
        sum(sale.base_margin) / nullif(sum(sale.base_net) filter (where sale.base_cost is not null), 0)
            as margin_rate
    from sale_line as sale
    cross join moment
    where sale.day > moment.as_of - interval 12 month and sale.day <= moment.as_of
    group by sale.product_id
)

select
    products.id as product_id,
    products.name as product_name,
    products.code,
    products.family,
    products.type,
    products.active,
    sold.quantity as sold_quantity,
    sold.amount as sold_12_months,
    sold.margin_rate as margin_share
from products
left join sold on sold.product_id = products.id
order by products.active desc, sold.amount desc nulls last, products.name, products.id
