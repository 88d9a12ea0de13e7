-- One row is something about a deal, or an order outside the process, that needs attention: which
-- rule fires, how bad it is, and why in plain words. The limits are the company's (`hygiene`). How
-- often a close date was pushed, how long a deal is in its stage and what of it never changed is
-- known from the history alone.
with pushed as (
    select
        deal_id,
        count(*) as push_count,
        sum(days) as pushed_days
    from push
    group by deal_id
),

staying as (
    select
        deal_id,
        days as stage_days
    from stage_visit
    where latest and left_by = 'still there' and entry_known
),

watched as (
    select
        deal.deal_id,
        deal.outcome,
        deal.account_id,
        deal.owner_id,
        deal.category,
        deal.stage_category,
        deal.category_overridden,
        deal.close_date,
        deal.amount,
        deal.age_days,
        deal.quiet_days,
        deal.contact_count,
        deal.next_step,
        deal.next_step_date,
        deal.next_activity_on,
        deal.last_activity_on,
        moment.as_of,
        coalesce(deal.stale_after, hygiene.stale_after) as quiet_limit,
        hygiene.next_step_within,
        hygiene.contacts as contact_limit,
        hygiene.late_probability,
        hygiene.born_won_days,
        hygiene.stage_age,
        deal.stage_name,
        pushed.push_count,
        pushed.pushed_days,
        staying.stage_days,
        hygiene.next_step_age,
        case
            when
                unchanged.next_step is not distinct from deal.next_step
                and unchanged.next_step_date is not distinct from deal.next_step_date
                then date_diff('day', unchanged.step_since, moment.as_of)
        end as step_days,
        unchanged.first_amount and unchanged.amount = deal.amount as first_amount,
        deal.probability >= hygiene.late_probability as late_in_pipeline,
        coalesce(own.position - usual.position, 0) as category_steps
    from deal
    cross join moment
    cross join hygiene
    left join pushed on pushed.deal_id = deal.deal_id
    left join staying on staying.deal_id = deal.deal_id
    left join deal_unchanged as unchanged
        on unchanged.deal_id = deal.deal_id
        and unchanged.latest
    left join picklists as own
        on own.picklist = 'forecast_category' and own.value = deal.category
    left join picklists as usual
        on usual.picklist = 'forecast_category' and usual.value = deal.stage_category
),

fired as (
    select
        deal_id,
        'close_date_passed' as signal,
        'bad' as severity,
        'date passed' as chip,
        'Close date passed '
        || case date_diff('day', close_date, as_of)
            when 1 then 'yesterday'
            else date_diff('day', close_date, as_of) || ' days ago'
        end as words
    from watched
    where outcome = 'open' and close_date < as_of
    union all
    select
        deal_id,
        'no_close_date' as signal,
        'warn' as severity,
        'no close date' as chip,
        'No close date' as words
    from watched
    where outcome = 'open' and close_date is null
    union all
    select
        deal_id,
        'no_amount' as signal,
        case when late_in_pipeline then 'bad' else 'warn' end as severity,
        'no amount' as chip,
        case
            when late_in_pipeline then 'No amount, and late in the pipeline'
            else 'No amount'
        end as words
    from watched
    where outcome = 'open' and coalesce(amount, 0) = 0
    union all
    select
        deal_id,
        'no_next_step' as signal,
        case when category = 'commit' then 'bad' else 'warn' end as severity,
        'no next step' as chip,
        case
            when category = 'commit' then 'Committed, without a dated next step'
            when next_step is null then 'No next step and nothing planned'
            else 'The next step has no date'
        end as words
    from watched
    where
        outcome = 'open'
        and next_step_date is null
        and (next_activity_on is null or category = 'commit')
    union all
    select
        deal_id,
        'next_step_overdue' as signal,
        case when category = 'commit' then 'bad' else 'warn' end as severity,
        'step overdue' as chip,
        'Next step was due '
        || case date_diff('day', next_step_date, as_of)
            when 1 then 'yesterday'
            else date_diff('day', next_step_date, as_of) || ' days ago'
        end as words
    from watched
    where outcome = 'open' and next_step_date < as_of
    union all
    select
        deal_id,
        'next_step_far' as signal,
        'info' as severity,
        'step far off' as chip,
        'Nothing happens for ' || date_diff('day', as_of, next_step_date) || ' days' as words
    from watched
    where
        outcome = 'open'
        and date_diff('day', as_of, next_step_date) > next_step_within
        and (
            next_activity_on is null
            or date_diff('day', as_of, next_activity_on) > next_step_within
        )
    union all
    select
        deal_id,
        'next_step_unchanged' as signal,
        case when category = 'commit' then 'bad' else 'warn' end as severity,
        'same step' as chip,
        'The same next step for ' || step_days || ' days' as words
    from watched
    where outcome = 'open' and step_days >= next_step_age
    union all
    select
        deal_id,
        'first_amount' as signal,
        'warn' as severity,
        'first amount' as chip,
        'Still the amount with which it began' as words
    from watched
    where outcome = 'open' and late_in_pipeline and first_amount
    union all
    select
        deal_id,
        'stale' as signal,
        case when quiet_days > 2 * quiet_limit then 'bad' else 'warn' end as severity,
        'stale' as chip,
        case
            when last_activity_on is null then 'No activity since it was found '
            else 'No activity for '
        end
        || quiet_days
        || case when last_activity_on is null then ' days ago' else ' days' end as words
    from watched
    where outcome = 'open' and quiet_days > quiet_limit
    union all
    select
        deal_id,
        'pushed' as signal,
        case when push_count > 2 then 'bad' else 'warn' end as severity,
        'pushed ' || push_count || ' times' as chip,
        'Close date pushed ' || push_count || ' times, by ' || pushed_days || ' days in all'
            as words
    from watched
    where outcome = 'open' and push_count >= 2
    union all
    select
        deal_id,
        'stuck' as signal,
        'warn' as severity,
        'stuck' as chip,
        'In ' || stage_name || ' for ' || stage_days || ' days' as words
    from watched
    where outcome = 'open' and stage_days > stage_age
    union all
    select
        deal_id,
        'single_threaded' as signal,
        case when late_in_pipeline then 'warn' else 'info' end as severity,
        case contact_count
            when 0 then 'no contact'
            when 1 then '1 contact'
            else contact_count || ' contacts'
        end as chip,
        case contact_count
            when 0 then 'No contact'
            when 1 then 'One contact only'
            else contact_count || ' contacts only'
        end as words
    from watched
    where outcome = 'open' and contact_count < contact_limit
    union all
    select
        deal_id,
        'category_far_from_stage' as signal,
        'warn' as severity,
        'category?' as chip,
        'Forecast as ' || replace(category, '_', ' ') || ', while its stage stands for '
        || replace(stage_category, '_', ' ') as words
    from watched
    where outcome = 'open' and category_overridden and abs(category_steps) >= 2
    union all
    select
        deal_id,
        'no_owner' as signal,
        'warn' as severity,
        'no owner' as chip,
        'Nobody answers for it' as words
    from watched
    where outcome = 'open' and owner_id is null
    union all
    select
        deal_id,
        'no_account' as signal,
        'warn' as severity,
        'no account' as chip,
        'No account' as words
    from watched
    where outcome = 'open' and account_id is null
    union all
    select
        deal_id,
        'born_won' as signal,
        'info' as severity,
        'born won' as chip,
        case age_days
            when 0 then 'Won on the day it was written down'
            when 1 then 'Won a day after it was written down'
            else 'Won ' || age_days || ' days after it was written down'
        end as words
    from watched
    where outcome = 'won' and age_days between 0 and born_won_days
)

select
    'deals' as kind, -- deals, or orders for an order without a deal
    deal.deal_id as id,
    deal.deal_name as name,
    deal.account_id,
    deal.account_name,
    deal.owner_id,
    deal.owner_name,
    deal.team_id,
    deal.territory_id,
    deal.outcome, -- null for an order
    deal.category,
    deal.close_date as date, -- the close date; the day of an order
    deal.close_quarter as quarter,
    deal.base_amount,
    fired.signal,
    fired.severity, -- bad, warn or info
    case fired.severity when 'bad' then 1 when 'warn' then 2 else 3 end as severity_position,
    fired.words,
    fired.severity || ': ' || fired.chip as chip -- for a column of chips
from fired
inner join deal on deal.deal_id = fired.deal_id
union all
select
    'orders' as kind,
    total.order_id as id,
    coalesce(total.order_name, total.order_id) as name,
    total.account_id,
    total.account_name,
    total.owner_id,
    total.owner_name,
    total.team_id,
    total.territory_id,
    cast(null as varchar) as outcome,
    cast(null as varchar) as category,
    total.ordered_on as date,
    total.ordered_quarter as quarter,
    total.base_net as base_amount,
    'order_without_deal' as signal,
    'info' as severity,
    3 as severity_position,
    'Ordered without a deal' as words,
    'info: no deal' as chip
from order_total as total
where
    total.booked
    and total.deal_id is null
    and total.reduces_id is null
    and total.channel in ('direct', 'partner')
