-- One row is a team: the pace of its own deals, open and qualified today or closed in twelve months.
with total as (
    select
        team_id,
        coalesce(team_name, 'no team') as team_name,
        count(*) filter (where open) as qualified,
        count(*) filter (where won) as won,
        count(*) filter (where lost) as lost,
        coalesce(sum(base_amount) filter (where won), 0) as won_amount,
        avg(cycle_days) as mean_cycle_days,
        median(cycle_days) as median_cycle_days
    from velocity_deal
    group by team_id, team_name
)

select
    team_id,
    team_name,
    qualified,
    won,
    lost,
    won / nullif(won + lost, 0) as win_rate,
    cast(won_amount / nullif(won, 0) as decimal(24, 4)) as mean_won,
    round(mean_cycle_days, 1) as mean_cycle_days,
    round(median_cycle_days, 1) as median_cycle_days,
    cast(
        qualified * (won / nullif(won + lost, 0)) * (won_amount / nullif(won, 0))
        / nullif(mean_cycle_days, 0)
        as decimal(24, 4)
    ) as velocity -- a day
from total
order by velocity desc nulls last, qualified desc, team_name
