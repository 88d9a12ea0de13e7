-- One row is a target and how far it is reached. pace compares what is reached with the share of
-- working days that is over: 1 is on course. coverage is the open pipeline of the period against
-- what is still missing; it is null once nothing is.
with reached as (
    select
        target.holder_kind,
        target.holder_key,
        target.period,
        target.measure,
        sum(done.amount) filter (where done.measure = target.measure) as actual,
        sum(done.amount) filter (where done.measure = 'open_pipeline') as open_pipeline,
        sum(done.amount) filter (where done.measure = 'weighted_pipeline') as weighted_pipeline
    from target_period as target
    inner join periods as whole on whole.period = target.period
    inner join periods as part
        on part.kind = 'month'
        and part.first_day between whole.first_day and whole.last_day
    inner join holder_credit as done
        on done.holder_kind = target.holder_kind
        and done.holder_key = target.holder_key
        and done.month = part.period
    group by target.holder_kind, target.holder_key, target.period, target.measure
),

measured as (
    select
        target.holder_kind,
        target.holder_key,
        target.holder_id,
        target.holder_name,
        target.team_id,
        target.period,
        target.period_kind,
        target.measure,
        target.target,
        target.basis,
        cast(round(coalesce(reached.actual, 0), 4) as decimal(24, 4)) as actual,
        cast(round(coalesce(reached.open_pipeline, 0), 4) as decimal(24, 4)) as open_pipeline,
        cast(round(coalesce(reached.weighted_pipeline, 0), 4) as decimal(24, 4))
            as weighted_pipeline
    from target_period as target
    left join reached
        on reached.holder_kind = target.holder_kind
        and reached.holder_key = target.holder_key
        and reached.period = target.period
        and reached.measure = target.measure
)

select
    measured.holder_kind, -- people, teams, territories, family or company
    measured.holder_id,
    measured.holder_name,
    measured.team_id,
    measured.period,
    measured.period_kind,
    periods.label as period_label,
    periods.state, -- past, current or future
    periods.first_day,
    periods.last_day,
    measured.measure,
    measured.measure in ('new_customers', 'activities') as counted, -- a count and not an amount
    measured.target,
    measured.basis,
    measured.actual,
    measured.actual * 100 / nullif(measured.target, 0) as attainment, -- percent
    measured.target - measured.actual as gap, -- negative once the target is passed
    periods.working_days_gone / nullif(periods.working_days, 0) as time_share,
    (measured.actual / nullif(measured.target, 0))
    / nullif(periods.working_days_gone / nullif(periods.working_days, 0), 0) as pace,
    periods.days_left / 7 as weeks_left,
    case
        when periods.state <> 'past'
            then cast(
                round(
                    case
                        when measured.actual >= measured.target then 0
                        else measured.target - measured.actual
                    end * 7 / nullif(periods.days_left, 0),
                    4
                ) as decimal(24, 4)
            )
    end as needed_weekly, -- what every week left must bring
    case when measured.measure = 'bookings' then measured.open_pipeline end as open_pipeline,
    case when measured.measure = 'bookings' then measured.weighted_pipeline end
        as weighted_pipeline,
    case
        when measured.measure = 'bookings' and measured.target > measured.actual
            then measured.open_pipeline / (measured.target - measured.actual)
    end as coverage
from measured
inner join periods on periods.period = measured.period
