-- One row is a fiscal quarter or month that is not over, to whose last days something open is dated:
-- what is open with a close date in it, and how much of that lies there, where dates lie that nobody
-- has agreed with the customer. How many days are the last, and how much is too much, the company says.
with dated as (
    select
        periods.kind,
        periods.label,
        periods.first_day,
        periods.last_day,
        deal.base_amount,
        deal.close_date > periods.last_day - cast(hygiene.period_end_days as integer) as at_end,
        hygiene.period_end_share / 100 as most
    from periods
    cross join moment
    cross join hygiene
    inner join open_deal as deal
        on deal.close_date between periods.first_day and periods.last_day
        and deal.base_amount > 0
    where periods.kind in ('quarter', 'month') and periods.last_day >= moment.as_of
),

counted as (
    select
        kind,
        label,
        first_day,
        last_day,
        most,
        count(*) as deals,
        sum(base_amount) as amount,
        coalesce(sum(base_amount) filter (where at_end), 0) as end_amount
    from dated
    group by kind, label, first_day, last_day, most
)

select
    label as period_name,
    last_day,
    deals,
    amount,
    end_amount,
    end_amount / amount as end_share,
    case when end_amount > most * amount then 'warn: at the end' end as status
from counted
where end_amount > 0
order by first_day, last_day desc
