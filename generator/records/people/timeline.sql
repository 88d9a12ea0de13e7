-- One row is an activity of the person, what is planned first, then the latest.
with ranked as (
    select
        activity.person_id,
        activity.activity_id,
        activity.day,
        replace(activity.type, '_', ' ') as type,
        activity.status,
        activity.overdue,
        coalesce(activity.account_name, activity.lead_name) as person_name,
        activity.contact_names,
        coalesce(activity.activity_name, replace(activity.type, '_', ' ')) as name,
        case
            when length(activity.summary) > 300 then activity.summary[:300] || '…'
            else activity.summary
        end as summary,
        activity.next_action,
        replace(activity.outcome, '_', ' ') as outcome,
        row_number() over (
            partition by activity.person_id
            order by activity.status <> 'planned', activity.happened_at desc, activity.activity_id
        ) as place,
        count(*) over (partition by activity.person_id) as total
    from activity
    where activity.person_id is not null
)

select
    person_id, activity_id, day, type, status, overdue, person_name, contact_names, name, summary,
    next_action, outcome, total
from ranked
where place <= 15
order by person_id, place
