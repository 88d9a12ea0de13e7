-- One row is the end of a week of the current quarter: what was won up to then, and what is expected
-- by then, with its ranges. The ranges begin with what is won; those of the weeks are the model's,
-- moved as the quarter's are by other methods and past errors.
with won_day as (
    select
        close_date as day,
        sum(base_amount) as won
    from closed_deal
    where won
    group by close_date
),

week as (
    select
        calendar.quarter_week as week,
        max(calendar.day) as last_day,
        coalesce(sum(won_day.won) filter (where calendar.day <= moment.as_of), 0) as won
    from calendar
    inner join moment on moment.quarter = calendar.quarter
    left join won_day on won_day.day = calendar.day
    group by calendar.quarter_week
    union all
    select
        0 as week,
        cast(quarter_start - interval 1 day as date) as last_day,
        0 as won
    from moment
),

summed as (
    select
        week,
        last_day,
        sum(won) over (order by week) as won
    from week
),

moved as (
    select
        (chosen.mean - chosen.booked) / nullif(model.mean - model.booked, 0) as factor,
        chosen.point is not null as told
    from forecast_shown as chosen
    inner join forecast_total as model
        on model.method = 'model'
        and model.horizon = chosen.horizon
        and model.holder_kind = chosen.holder_kind
    where chosen.horizon = 'quarter' and chosen.holder_kind = 'company'
),

foreseen as (
    select
        least((date_diff('day', shown.first_day, shown.last_day) + 7) // 7, 13) as week,
        case when shown.horizon = 'quarter' then 1 else coalesce(moved.factor, 1) end as factor,
        shown.booked,
        case when coalesce(moved.told, true) then shown.mean end as expected,
        shown.low_95,
        shown.low_80,
        shown.low_50,
        shown.high_50,
        shown.high_80,
        shown.high_95
    from forecast_shown as shown
    left join moved on true
    inner join moment
        on moment.quarter_start = shown.first_day
        and shown.last_day <= moment.quarter_end
    where
        shown.holder_kind = 'company'
        and (
            (shown.horizon like 'to %' and shown.last_day < moment.quarter_end)
            or shown.horizon = 'quarter'
        )
    qualify row_number() over (partition by week order by shown.last_day desc) = 1
),

begun as (
    select max(summed.week) as week
    from summed
    cross join moment
    where
        summed.week < moment.quarter_week
        and (select count(*) from foreseen) > 0
)

select
    summed.week, -- of the quarter, from 0 for its beginning
    case when summed.week <= moment.quarter_week then summed.won end as won, -- up to then
    cast(
        case
            when summed.week = begun.week and coalesce(moved.told, true) then summed.won
            else foreseen.booked + (foreseen.expected - foreseen.booked) * foreseen.factor
        end as decimal(24, 4)
    ) as expected, -- by then; null where the quarter's range alone can be read
    cast(
        case
            when summed.week = begun.week then summed.won
            else
                foreseen.booked + (columns('^(low_|high_)') - foreseen.booked) * foreseen.factor
        end as decimal(24, 4)
    ), -- its ranges
    aimed.target
from summed
cross join moment
cross join begun
left join moved on true
left join foreseen on foreseen.week = summed.week
left join target_period as aimed
    on aimed.holder_kind = 'company'
    and aimed.period = moment.quarter
    and aimed.measure = 'bookings'
