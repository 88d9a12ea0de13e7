-- One row is a customer of the product in the last 24 months, the largest first.
with bought as (
    select
        sale.product_id,
        sale.account_id,
        sale.account_name,
        sum(sale.quantity) as quantity,
        sum(sale.base_net) as amount,
        max(sale.day) as last_bought
    from sale_line as sale
    cross join moment
    where sale.account_id is not null and sale.day > moment.as_of - interval 24 month
    group by sale.product_id, sale.account_id, sale.account_name
),

ranked as (
    select
        product_id,
        account_id,
        account_name,
        quantity,
        amount,
        last_bought,
        row_number() over (partition by product_id order by amount desc, account_id) as place,
        count(*) over (partition by product_id) as total
    from bought
    where product_id is not null
)

select product_id, account_id, account_name, quantity, amount, last_bought, total
from ranked
where place <= 10
order by product_id, place
