-- One row is a product that the account bought in the last 24 months, the largest first.
with bought as (
    select
        sale.account_id,
        sale.product_id,
        sale.product_name,
        sum(sale.quantity) as quantity,
        sum(sale.base_net) as amount,
        sum(sale.base_margin) / nullif(
            sum(sale.base_net) filter (where sale.base_cost is not null), 0
        ) as margin_rate,
        max(sale.day) as last_bought
    from sale_line as sale
    cross join moment
    where
        sale.account_id is not null
        and sale.product_id is not null
        and sale.day > moment.as_of - interval 24 month
    group by sale.account_id, sale.product_id, sale.product_name
),

ranked as (
    select
        account_id,
        product_id,
        product_name,
        quantity,
        amount,
        margin_rate,
        last_bought,
        row_number() over (partition by account_id order by amount desc, product_id) as place
    from bought
)

select account_id, product_id, product_name, quantity, amount, margin_rate, last_bought
from ranked
where place <= 8
order by account_id, place
