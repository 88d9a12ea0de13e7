-- One row is a product, with what the head of its page says.
with sold as (
    select
        sale.product_id,
        sum(sale.base_net) filter (where sale.day > moment.as_of - interval 12 month) as year,
        sum(sale.quantity) filter (where sale.day > moment.as_of - interval 12 month) as quantity,
        sum(sale.base_net) filter (
            where sale.day <= moment.as_of - interval 12 month
            and sale.day > moment.as_of - interval 24 month
        ) as before,
        sum(sale.base_margin) filter (where sale.day > moment.as_of - interval 12 month)
        / nullif(
            sum(sale.base_net) filter (
                where sale.day > moment.as_of - interval 12 month and sale.base_cost is not null
            ), 0
        ) as margin_rate,
        sum(sale.base_list - sale.base_net) filter (where sale.day > moment.as_of - interval 12 month)
        / nullif(sum(sale.base_list) filter (where sale.day > moment.as_of - interval 12 month), 0)
            as discount_share,
        count(distinct sale.account_id) filter (
            where sale.day > moment.as_of - interval 12 month
        ) as customers
    from sale_line as sale
    cross join moment
    where sale.day <= moment.as_of
    group by sale.product_id
),

offered as (
    select
        line.product_id,
        count(distinct line.deal_id) as deals,
        sum(line.quantity) as quantity,
        sum(line.base_amount) as amount
    from deal_line as line
    inner join open_deal on open_deal.deal_id = line.deal_id
    group by line.product_id
),

owed as (
    select
        product_id,
        sum(open_quantity) as quantity
    from order_line
    where booked
    group by product_id
),

cost as (
    select
        product_cost.product_id,
        product_cost.base_cost
    from product_cost
    cross join moment
    where moment.as_of between product_cost.valid_from and product_cost.valid_to
)

select
    products.id,
    products.name as title,
    products.code as alias,
    concat_ws(', ', products.family, products.type) as description,
    products.code,
    products.family,
    products.type,
    products.unit,
    products.active,
    products.description as words,
    products.reorder_point,
    products.lead_time,
    sold.year as sold_year,
    sold.quantity as sold_quantity,
    (sold.year - sold.before) / nullif(sold.before, 0) as growth_rate,
    sold.margin_rate,
    sold.discount_share,
    sold.customers,
    coalesce(offered.deals, 0) as deals,
    offered.quantity as offered_quantity,
    offered.amount as offered_amount,
    nullif(owed.quantity, 0) as owed_quantity,
    cost.base_cost
from products
left join sold on sold.product_id = products.id
left join offered on offered.product_id = products.id
left join owed on owed.product_id = products.id
left join cost on cost.product_id = products.id
order by products.id
