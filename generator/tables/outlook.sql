-- One row is somebody and a fiscal period in which they have deals or a target for bookings: each
-- forecast category by itself, what the forecasts add up to, and the target. Take one holder_kind
-- and one period_kind, as in forecast_roll_up.
with rolled as (
    select
        holder_kind,
        coalesce(holder_id, holder_name) as holder,
        period,
        sum(amount) filter (where category = 'closed') as won,
        sum(amount) filter (where category = 'commit') as commit,
        sum(amount) filter (where category = 'most_likely') as most_likely,
        sum(amount) filter (where category = 'best_case') as best_case,
        sum(amount) filter (where category = 'pipeline') as pipeline,
        sum(amount) filter (where category = 'omitted') as omitted,
        sum(cumulative) filter (where category = 'commit') as commit_forecast,
        sum(cumulative) filter (where category = 'most_likely') as most_likely_forecast,
        sum(cumulative) filter (where category = 'best_case') as best_case_forecast,
        sum(cumulative) filter (where category = 'pipeline') as open_forecast,
        sum(weighted) filter (where category <> 'omitted') as weighted,
        sum(deal_count) filter (where category = 'closed') as won_deals,
        sum(deal_count) filter (where category <> 'closed') as open_deals
    from forecast_roll_up
    group by holder_kind, coalesce(holder_id, holder_name), period
),

aimed as (
    select
        holder_kind,
        coalesce(holder_id, holder_name) as holder,
        period,
        target
    from target_period
    where measure = 'bookings'
),

known as (
    select holder_kind, holder, period
    from rolled
    union
    select holder_kind, holder, period
    from aimed
)

select
    known.holder_kind, -- people, teams, territories, family or company
    holder.holder_id, -- null for a family and for the company
    holder.holder_name,
    holder.team_id,
    known.period,
    periods.kind as period_kind,
    periods.label as period_label,
    periods.state, -- past, current or future
    periods.first_day,
    aimed.target, -- null where there is none
    cast(coalesce(rolled.won, 0) as decimal(24, 4)) as won,
    cast(coalesce(rolled.commit, 0) as decimal(24, 4)) as commit, -- the category by itself
    cast(coalesce(rolled.most_likely, 0) as decimal(24, 4)) as most_likely, -- by itself
    cast(coalesce(rolled.best_case, 0) as decimal(24, 4)) as best_case, -- by itself
    cast(coalesce(rolled.pipeline, 0) as decimal(24, 4)) as pipeline, -- by itself
    cast(coalesce(rolled.omitted, 0) as decimal(24, 4)) as omitted, -- open, and in no forecast
    cast(coalesce(rolled.commit_forecast, 0) as decimal(24, 4))
        as commit_forecast, -- commit and won
    cast(coalesce(rolled.most_likely_forecast, 0) as decimal(24, 4))
        as most_likely_forecast, -- most likely, commit and won
    cast(coalesce(rolled.best_case_forecast, 0) as decimal(24, 4))
        as best_case_forecast, -- best case, most likely, commit and won
    cast(coalesce(rolled.open_forecast, 0) as decimal(24, 4))
        as open_forecast, -- all open categories without omitted
    cast(coalesce(rolled.open_forecast + rolled.omitted, 0) as decimal(24, 4))
        as open_pipeline, -- all that is open
    cast(coalesce(rolled.weighted, 0) as decimal(24, 4))
        as weighted, -- won, and each open deal x its probability
    cast(coalesce(rolled.won_deals, 0) as bigint) as won_deals,
    cast(coalesce(rolled.open_deals, 0) as bigint) as open_deals,
    aimed.target - coalesce(rolled.won, 0) as gap, -- negative once the target is passed
    aimed.target - coalesce(rolled.commit_forecast, 0) as commit_gap, -- target less commit forecast
    case
        when aimed.target > coalesce(rolled.won, 0)
            then (coalesce(rolled.open_forecast, 0) + coalesce(rolled.omitted, 0))
            / (aimed.target - coalesce(rolled.won, 0))
    end as coverage -- open pipeline / what is missing; null once nothing is
from known
inner join periods on periods.period = known.period
inner join holder
    on holder.holder_kind = known.holder_kind
    and coalesce(holder.holder_id, holder.holder_name) = known.holder
left join rolled
    on rolled.holder_kind = known.holder_kind
    and rolled.holder = known.holder
    and rolled.period = known.period
left join aimed
    on aimed.holder_kind = known.holder_kind
    and aimed.holder = known.holder
    and aimed.period = known.period
