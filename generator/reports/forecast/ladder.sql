-- One row is a step of a quarter's ladder: what is won, each open category, and all together.
with step as (
    select
        period,
        position,
        part as step,
        amount
    from outlook_part
    where holder_kind = 'company'
    union all
    select
        period,
        9 as position,
        'All' as step,
        won + open_forecast as amount
    from outlook
    where holder_kind = 'company'
)

select
    periods.label as quarter,
    step.step,
    step.amount
from step
inner join moment on step.period in (moment.quarter, moment.next_quarter)
inner join periods on periods.period = step.period
order by periods.first_day, step.position
