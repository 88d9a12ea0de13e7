-- One row is a product, or all products together, a measure, and a month that is not over: what will
-- be sold in it. A product that was sold in fewer than three months has no forecast and no row, nor
-- has one that is not sold any more. A forecast is one of net demand; what is still to come is never
-- below zero. This month is what was sold in it so far and, for its working days left, their share
-- of the month's forecast.
with sold as (
    select
        product_id,
        everything,
        count(*) as months,
        count(*) filter (where quantity <> 0) as sold_months,
        max(number) as last_number
    from demand_month
    group by product_id, everything
),

so_far as (
    select
        coalesce(sale.product_id, '') as product_id,
        grouping(sale.product_id) = 1 as everything,
        sum(sale.quantity) as quantity,
        sum(sale.base_net) as amount
    from sale_line as sale
    inner join moment on moment.month = sale.month and sale.day <= moment.as_of
    where sale.product_id is not null
    group by grouping sets ((sale.product_id), ())
),

standing as (
    select
        trial.*,
        case
            when trial.ahead > 1 then 1
            else
                coalesce(
                    (periods.working_days - periods.working_days_gone)
                    / nullif(periods.working_days, 0),
                    0
                )
        end as share_left,
        case
            when trial.ahead > 1 then 0
            when trial.measure = 'quantity' then coalesce(so_far.quantity, 0)
            else coalesce(cast(so_far.amount as double), 0)
        end as sold_already
    from demand_trial as trial
    cross join moment
    inner join periods on periods.period = moment.month
    left join so_far
        on so_far.product_id = trial.product_id
        and so_far.everything = trial.everything
    where trial.age = 0
)

select
    trial.product_id, -- empty for all products together
    products.name as product_name,
    products.family,
    products.unit,
    trial.everything,
    trial.measure, -- quantity, or amount in the base currency
    trial.ahead, -- 1 for this month
    cast(
        make_date((trial.number - 1) // 12, (trial.number - 1) % 12 + 1, 1) as date
    ) as first_day, -- of the month
    trial.rate, -- a month
    trial.season_index, -- null without a whole year
    trial.sold_already, -- in this month so far; 0 in all others
    trial.sold_already + trial.forecast * trial.share_left as forecast,
    trial.sold_already
    + case
        when accuracy.reach >= trial.forecast then 0 -- as long as it is known
        else trial.forecast - accuracy.reach
    end * trial.share_left as low,
    trial.sold_already + (trial.forecast + accuracy.reach) * trial.share_left
        as high, -- four in five of the past errors lay inside
    accuracy.origins, -- months at whose end the method was tried
    accuracy.wape,
    accuracy.naive_wape,
    sold.months, -- since it was first sold
    sold.sold_months, -- those of them in which it was
    case
        when accuracy.reach is null then 'warn: insufficient evidence'
        when sold.sold_months < 0.4 * sold.months or accuracy.wape > 1 then 'info: irregular'
    end as label -- why to take it with care
from standing as trial
inner join sold
    on sold.product_id = trial.product_id
    and sold.everything = trial.everything
left join demand_accuracy as accuracy
    on accuracy.product_id = trial.product_id
    and accuracy.everything = trial.everything
    and accuracy.measure = trial.measure
left join products on products.id = trial.product_id
where
    sold.sold_months >= 3
    and coalesce(products.active, true)
