-- One row is a deal that was open at the end of one of the days of trend_point, and a rule of hygiene
-- that fired then, as the branch knew the deal on that day. Rules that ask for lists (contacts) or
-- for what is planned are left out: of lists no past is kept here. A step or an activity of a
-- later day is not used, whatever is known of it now.
with visited as (
    select
        past.day,
        past.deal_id,
        max(visit.entered_on) as entered_on
    from pipeline_past as past
    inner join stage_visit as visit
        on visit.deal_id = past.deal_id
        and visit.entry_known
        and visit.entered_on <= past.day
        and coalesce(visit.left_on > past.day, true)
    group by past.day, past.deal_id
),

done as (
    select distinct
        deal as deal_id,
        cast("when" as date) as day
    from activities
    where deal is not null and status = 'done'
),

active as (
    select
        past.day,
        past.deal_id,
        done.day as last_activity_on
    from pipeline_past as past
    asof left join done on done.deal_id = past.deal_id and done.day <= past.day
),

pushed as (
    select
        past.day,
        past.deal_id,
        count(*) as push_count
    from pipeline_past as past
    inner join push on push.deal_id = past.deal_id and push.pushed_on <= past.day
    group by past.day, past.deal_id
),

watched as (
    select
        past.day,
        past.deal_id,
        version.expected_on,
        version.amount,
        version.next_step_date,
        version.owner_id,
        version.account_id,
        coalesce(own.position - usual.position, 0) as category_steps,
        date_diff('day', coalesce(active.last_activity_on, version.created_on), past.day)
            as quiet_days,
        coalesce(company_stages.stale_after, hygiene.stale_after) as quiet_limit,
        date_diff('day', visited.entered_on, past.day) as stage_days,
        hygiene.stage_age,
        hygiene.next_step_within,
        hygiene.next_step_age,
        date_diff('day', unchanged.step_since, past.day) as step_days,
        unchanged.first_amount,
        coalesce(pushed.push_count, 0) as push_count
    from pipeline_past as past
    cross join hygiene
    inner join deal_version as version
        on version.deal_id = past.deal_id
        and version.version_number = past.version_number
    left join deal_unchanged as unchanged
        on unchanged.deal_id = past.deal_id
        and unchanged.version_number = past.version_number
    left join company_stages
        on company_stages.pipeline = version.pipeline
        and company_stages.stage = version.stage
    left join active on active.deal_id = past.deal_id and active.day = past.day
    left join visited on visited.deal_id = past.deal_id and visited.day = past.day
    left join pushed on pushed.deal_id = past.deal_id and pushed.day = past.day
    left join picklists as own
        on own.picklist = 'forecast_category' and own.value = version.category
    left join picklists as usual
        on usual.picklist = 'forecast_category' and usual.value = company_stages.category
),

asked as (
    select
        day,
        deal_id,
        unnest([
            'close_date_passed', 'no_close_date', 'no_amount', 'no_next_step', 'next_step_overdue',
            'next_step_far', 'next_step_unchanged', 'first_amount', 'stale', 'pushed', 'stuck',
            'category_far_from_stage', 'no_owner', 'no_account'
        ]) as signal,
        unnest([
            expected_on < day,
            expected_on is null,
            coalesce(amount, 0) = 0,
            next_step_date is null,
            next_step_date < day,
            date_diff('day', day, next_step_date) > next_step_within,
            step_days >= next_step_age,
            first_amount,
            quiet_days > quiet_limit,
            push_count >= 2,
            stage_days > stage_age,
            abs(category_steps) >= 2,
            owner_id is null,
            account_id is null
        ]) as fires
    from watched
)

select
    day,
    deal_id,
    signal -- as in deal_signal
from asked
where fires
