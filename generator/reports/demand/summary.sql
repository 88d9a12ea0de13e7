-- One row: what all products together are expected to sell this month, and how it is known.
with expected as (
    select
        min(forecast) filter (where ahead = 1) as forecast,
        min(low) filter (where ahead = 1) as low,
        min(high) filter (where ahead = 1) as high,
        sum(forecast) filter (where ahead <= 3) as three_months,
        min(rate) as rate,
        min(origins) as origins,
        min(wape) as wape,
        min(naive_wape) as naive_wape,
        min(months) as months
    from demand
    where everything and measure = 'amount'
),

sold as (
    select sum(sale.base_net) as so_far
    from sale_line as sale
    inner join moment on moment.month = sale.month and sale.day <= moment.as_of
    where sale.product_id is not null
)

select
    periods.label as month,
    cast(coalesce(sold.so_far, 0) as decimal(24, 4)) as so_far,
    cast(expected.forecast as decimal(24, 4)) as forecast,
    cast(expected.low as decimal(24, 4)) as low,
    cast(expected.high as decimal(24, 4)) as high,
    cast(expected.three_months as decimal(24, 4)) as three_months,
    cast(expected.rate as decimal(24, 4)) as rate,
    expected.origins,
    expected.wape as error_share,
    expected.naive_wape as naive_error_share,
    expected.months,
    (select count(distinct product_id) from demand where not everything) as products,
    (
        select count(distinct product_id) from demand where not everything and label like '%irregular'
    ) as irregular_products
from moment
inner join periods on periods.period = moment.month
cross join expected
cross join sold
order by periods.first_day
