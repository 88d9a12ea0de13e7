-- One row: the pace of the pipeline, from the deals open and qualified today and those closed in twelve months.
with total as (
    select
        count(*) filter (where open) as qualified,
        count(*) filter (where won) as won,
        count(*) filter (where lost) as lost,
        coalesce(sum(base_amount) filter (where won), 0) as won_amount,
        coalesce(sum(base_amount) filter (where lost), 0) as lost_amount,
        avg(cycle_days) as mean_cycle_days,
        median(cycle_days) as median_cycle_days,
        quantile_cont(cycle_days, 0.75) as p75_cycle_days
    from velocity_deal
)

select
    qualified,
    won,
    lost,
    won / nullif(won + lost, 0) as win_rate, -- by count
    won_amount / nullif(won_amount + lost_amount, 0) as value_win_rate, -- by value
    cast(won_amount / nullif(won, 0) as decimal(24, 4)) as mean_won,
    mean_cycle_days,
    median_cycle_days,
    p75_cycle_days,
    cast(
        qualified * (won / nullif(won + lost, 0)) * (won_amount / nullif(won, 0))
        / nullif(mean_cycle_days, 0)
        as decimal(24, 4)
    ) as velocity -- a day
from total
order by qualified
