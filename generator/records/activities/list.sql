-- One row is an activity: what is planned first, then the latest.
select
    activity_id,
    coalesce(activity_name, replace(type, '_', ' ')) as activity_name,
    happened_at as day,
    case when overdue then 'bad' end as day_tone,
    replace(type, '_', ' ') as type,
    status as state,
    person_id,
    person_name,
    account_id,
    account_name,
    deal_id,
    deal_name,
    replace(outcome, '_', ' ') as outcome
from activity
order by status <> 'planned', happened_at desc, activity_id
