-- One row is a month, the last eighteen and the next six: what was sold, and what is expected.
with sold as (
    select
        first_day,
        amount,
        row_number() over (order by first_day desc) as age
    from demand_month
    where everything
),

month as (
    select first_day, amount as sold, null as expected, null as low, null as high
    from sold
    where age <= 18
    union all
    select first_day, null as sold, forecast as expected, low, high
    from demand
    where everything and measure = 'amount'
)

select
    strftime(first_day, '%b %y') as month,
    cast(sold as decimal(24, 4)) as sold,
    cast(expected as decimal(24, 4)) as expected,
    cast(low as decimal(24, 4)) as low, -- four in five of the past errors lay inside
    cast(high as decimal(24, 4)) as high
from month
order by first_day
