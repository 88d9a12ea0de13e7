-- One row is a month of the last twelve and what was sold of the product in it.
with latest as (
    select
        period.period,
        period.first_day
    from periods as period
    cross join moment
    where period.kind = 'month' and period.first_day <= moment.as_of
    qualify row_number() over (order by period.first_day desc) <= 12
),

sold as (
    select
        product_id,
        month,
        sum(base_net) as amount
    from sale_line
    where product_id is not null
    group by product_id, month
),

seller as (
    select distinct sold.product_id
    from sold
    inner join latest on latest.period = sold.month
)

select
    seller.product_id,
    strftime(latest.first_day, '%b') as label,
    coalesce(sold.amount, 0) as amount
from seller
cross join latest
left join sold on sold.product_id = seller.product_id and sold.month = latest.period
order by seller.product_id, latest.first_day
