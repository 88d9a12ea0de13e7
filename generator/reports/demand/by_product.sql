-- One row is a product with a forecast: how many will be sold in each of the next six months, this
-- one among them, beside what was sold, what is to be delivered, in stock and in open deals.
with sold as (
    select
        sale.product_id,
        sum(sale.quantity) filter (where sale.month = moment.month) as so_far,
        sum(sale.quantity) filter (where sale.day > moment.as_of - interval 12 month) as year
    from sale_line as sale
    cross join moment
    where sale.day <= moment.as_of
    group by sale.product_id
),

owed as (
    select
        product_id,
        sum(open_quantity) as quantity
    from order_line
    where booked
    group by product_id
),

stocked as (
    select
        product_id,
        sum(quantity) as quantity
    from stock_level
    group by product_id
),

offered as (
    select
        line.product_id,
        sum(line.quantity * deal.probability * 0.01) as quantity
    from deal_line as line
    inner join open_deal as deal on deal.deal_id = line.deal_id
    cross join moment
    where deal.close_date <= moment.as_of + interval 3 month
    group by line.product_id
),

expected as (
    select
        product_id,
        product_name,
        family,
        unit,
        min(label) as label,
        min(rate) as rate,
        min(forecast) filter (where ahead = 1) as m1,
        min(low) filter (where ahead = 1) as low,
        min(high) filter (where ahead = 1) as high,
        min(forecast) filter (where ahead = 2) as m2,
        min(forecast) filter (where ahead = 3) as m3,
        min(forecast) filter (where ahead = 4) as m4,
        min(forecast) filter (where ahead = 5) as m5,
        min(forecast) filter (where ahead = 6) as m6
    from demand
    where not everything and measure = 'quantity'
    group by product_id, product_name, family, unit
)

select
    expected.product_id,
    coalesce(expected.product_name, expected.product_id) as product_name,
    expected.family,
    expected.unit,
    coalesce(sold.year, 0) as year_quantity, -- sold in twelve months
    coalesce(sold.so_far, 0) as so_far_quantity, -- sold this month
    round(expected.m1, 1) as m1_quantity,
    round(expected.low, 1) as low_quantity, -- of this month: four in five past errors lay inside
    round(expected.high, 1) as high_quantity,
    case
        when expected.low is not null then cast(round(expected.low) as bigint) || ' – ' || cast(round(expected.high) as bigint)
    end as expected_range,
    round(expected.m2, 1) as m2_quantity,
    round(expected.m3, 1) as m3_quantity,
    round(expected.m4, 1) as m4_quantity,
    round(expected.m5, 1) as m5_quantity,
    round(expected.m6, 1) as m6_quantity,
    nullif(owed.quantity, 0) as owed_quantity, -- ordered and to be delivered
    round(offered.quantity, 1) as offered_quantity, -- by probability, of deals that close soon
    stocked.quantity as stock_quantity,
    case when stocked.quantity < coalesce(owed.quantity, 0) + expected.m1 then 'bad' end
        as stock_quantity_tone,
    case
        when stocked.quantity > 0 then floor(stocked.quantity / nullif(expected.rate, 0) * 30)
    end as lasting_days, -- at the mean rate
    expected.label as status
from expected
left join sold on sold.product_id = expected.product_id
left join owed on owed.product_id = expected.product_id
left join stocked on stocked.product_id = expected.product_id
left join offered on offered.product_id = expected.product_id
order by expected.rate desc, expected.product_id
