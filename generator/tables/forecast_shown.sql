-- One row is what is forecast for a window of days and the company, a team or a person, by the method
-- that is shown: the one that the past has chosen (see forecast_basis), else the model. Beside it are
-- the target of the same days and how far the forecast is from it. A team has all its people, with
-- those of the teams below it.
with ranked as (
    select
        total.*,
        row_number() over (
            partition by total.horizon, total.holder_kind, total.holder_id
            order by total.method <> basis.chosen, total.method <> 'model', total.method
        ) as choice
    from forecast_total as total
    cross join forecast_basis as basis
    where total.method in (basis.chosen, 'model')
),

named as (
    select
        ranked.*,
        periods.period,
        periods.label as period_label
    from ranked
    left join periods
        on periods.first_day = ranked.first_day
        and periods.last_day = ranked.last_day
        and periods.kind = 'quarter'
    where ranked.choice = 1
)

select
    named.horizon,
    coalesce(named.period_label, named.horizon) as horizon_label,
    named.first_day,
    named.last_day,
    named.period, -- the quarter, where the window is one
    named.holder_kind, -- company, teams or people
    named.holder_id,
    coalesce(people.name, teams.name, named.holder_id) as holder_name,
    named.method,
    named.mean,
    named.low_95,
    named.low_80,
    named.low_50,
    named.median,
    named.high_50,
    named.high_80,
    named.high_95,
    named.booked,
    named.open,
    named.new,
    named.label,
    aimed.target,
    aimed.target - named.mean as gap, -- negative where more is expected than is aimed at
    case
        when aimed.target is null or named.median is null then null
        when aimed.target <= named.low_95 then 0.975
        when aimed.target > named.high_95 then 0.025
        when aimed.target <= named.low_90
            then
                0.975 - 0.025 * (aimed.target - named.low_95)
                / nullif(named.low_90 - named.low_95, 0)
        when aimed.target <= named.low_80
            then
                0.95 - 0.05 * (aimed.target - named.low_90)
                / nullif(named.low_80 - named.low_90, 0)
        when aimed.target <= named.low_50
            then
                0.9 - 0.15 * (aimed.target - named.low_80)
                / nullif(named.low_50 - named.low_80, 0)
        when aimed.target <= named.median
            then
                0.75 - 0.25 * (aimed.target - named.low_50)
                / nullif(named.median - named.low_50, 0)
        when aimed.target <= named.high_50
            then
                0.5 - 0.25 * (aimed.target - named.median)
                / nullif(named.high_50 - named.median, 0)
        when aimed.target <= named.high_80
            then
                0.25 - 0.15 * (aimed.target - named.high_50)
                / nullif(named.high_80 - named.high_50, 0)
        when aimed.target <= named.high_90
            then
                0.1 - 0.05 * (aimed.target - named.high_80)
                / nullif(named.high_90 - named.high_80, 0)
        else
            0.05 - 0.025 * (aimed.target - named.high_90)
            / nullif(named.high_95 - named.high_90, 0)
    end as target_chance -- to reach the target; 0.975 and 0.025 are the ends of what is told
from named
left join people on named.holder_kind = 'people' and people.id = named.holder_id
left join teams on named.holder_kind = 'teams' and teams.id = named.holder_id
left join target_period as aimed
    on aimed.holder_kind = named.holder_kind
    and aimed.holder_id is not distinct from named.holder_id
    and aimed.period = named.period
    and aimed.measure = 'bookings'
