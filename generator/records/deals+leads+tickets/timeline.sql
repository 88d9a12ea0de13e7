-- One row is an activity about the record, what is planned first, then the latest.
with ranked as (
    select
        activity.$noun_id,
        activity.activity_id,
        activity.day,
        replace(activity.type, '_', ' ') as type,
        activity.status,
        activity.overdue,
        activity.person_name,
        activity.contact_names,
        coalesce(activity.activity_name, replace(activity.type, '_', ' ')) as name,
        case
            when length(activity.summary) > 300 then activity.summary[:300] || '…'
            else activity.summary
        end as summary,
        activity.next_action,
        replace(activity.outcome, '_', ' ') as outcome,
        row_number() over (
            partition by activity.$noun_id
            order by activity.status <> 'planned', activity.happened_at desc, activity.activity_id
        ) as place,
        count(*) over (partition by activity.$noun_id) as total
    from activity
    where activity.$noun_id is not null
)

select
    $noun_id, activity_id, day, type, status, overdue, person_name, contact_names, name, summary,
    next_action, outcome, total
from ranked
where place <= 20
order by $noun_id, place
