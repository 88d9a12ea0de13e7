-- One row is a product, or all products together, and a month that is over: what was sold in it, what
-- came back taken off, zeros among it. A product begins with the first month in which it sold, five
-- years back at the most.
with month as (
    select
        periods.period,
        periods.first_day,
        year(periods.first_day) * 12 + month(periods.first_day) as number
    from periods
    cross join moment
    where
        periods.kind = 'month'
        and periods.state = 'past'
        and periods.first_day > moment.as_of - interval 61 month
),

sold as (
    select
        coalesce(sale.product_id, '') as product_id,
        grouping(sale.product_id) = 1 as everything,
        month.number,
        sum(sale.quantity) as quantity,
        sum(sale.base_net) as amount
    from sale_line as sale
    inner join month on month.period = sale.month
    where sale.product_id is not null
    group by grouping sets ((sale.product_id, month.number), (month.number))
),

begun as (
    select
        product_id,
        everything,
        min(number) as first_number
    from sold
    group by product_id, everything
)

select
    begun.product_id, -- empty for all products together
    begun.everything,
    month.period as month,
    month.first_day,
    month.number, -- counts the months, so that a year later is 12 more
    month.number - begun.first_number + 1 as place, -- of the month in the product's life, from 1
    coalesce(sold.quantity, 0) as quantity, -- in different units for all products together
    cast(coalesce(sold.amount, 0) as decimal(24, 4)) as amount -- in the base currency
from begun
inner join month on month.number >= begun.first_number
left join sold
    on sold.product_id = begun.product_id
    and sold.everything = begun.everything
    and sold.number = month.number
