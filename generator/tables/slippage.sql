-- One row is a deal that was open when a fiscal quarter began (A: the end of the day before) and was
-- to close in it, and what had become of it when the quarter ended (B; today while it runs). It has
-- slipped if its close date then lies behind the quarter, or if it is open though the quarter is
-- over. Quarters that began before the history did are left out.
with quarters as (
    select
        periods.period as quarter,
        periods.label as quarter_label,
        periods.first_day,
        periods.last_day,
        least(periods.last_day, moment.as_of) as seen_on,
        periods.last_day <= moment.as_of as over
    from periods
    cross join moment
    where
        periods.kind = 'quarter'
        and periods.first_day <= moment.as_of
        and periods.first_day > (select min(commits.known_on) from commits)
)

select
    quarters.quarter,
    quarters.quarter_label,
    quarters.first_day,
    quarters.last_day,
    quarters.over, -- whether the quarter is over
    before.deal_id,
    before.deal_name,
    before.owner_id, -- the owner when the quarter began
    before.owner_name,
    before.team_id,
    before.team_name,
    before.stage_name, -- when it began
    before.category, -- when it began
    before.base_amount, -- when it began
    before.close_date, -- when it began
    after.outcome as outcome_after, -- when it ended; null for a deal that was deleted
    after.close_date as close_date_after,
    after.base_amount as base_amount_after,
    coalesce(
        after.outcome = 'open' and (quarters.over or after.close_date > quarters.last_day), false
    ) as slipped,
    case
        when after.outcome is null then 'deleted'
        when after.outcome <> 'open' then after.outcome
        when quarters.over or after.close_date > quarters.last_day then 'slipped'
        else 'open'
    end as became -- won, lost, slipped, deleted, or open while the quarter runs
from quarters
inner join deal_version as before
    on before.known_on < quarters.first_day
    and coalesce(before.known_until >= quarters.first_day, true)
    and before.close_date between quarters.first_day and quarters.last_day
left join deal_version as after
    on after.deal_id = before.deal_id
    and after.known_on <= quarters.seen_on
    and coalesce(after.known_until > quarters.seen_on, true)
where before.outcome = 'open'
