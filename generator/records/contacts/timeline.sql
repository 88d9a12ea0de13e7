-- One row is an activity in which the contact took part, what is planned first, then the latest.
with ranked as (
    select
        link.value as contact_id,
        activity.activity_id,
        activity.day,
        replace(activity.type, '_', ' ') as type,
        activity.status,
        activity.overdue,
        activity.person_name,
        case when activity.contact_names like '%,%' then activity.contact_names end as contact_names,
        coalesce(activity.activity_name, replace(activity.type, '_', ' ')) as name,
        case
            when length(activity.summary) > 300 then activity.summary[:300] || '…'
            else activity.summary
        end as summary,
        activity.next_action,
        replace(activity.outcome, '_', ' ') as outcome,
        row_number() over (
            partition by link.value
            order by activity.status <> 'planned', activity.happened_at desc, activity.activity_id
        ) as place,
        count(*) over (partition by link.value) as total
    from activities_contacts as link
    inner join activity on activity.activity_id = link.record
)

select
    contact_id, activity_id, day, type, status, overdue, person_name, contact_names, name, summary,
    next_action, outcome, total
from ranked
where place <= 15
order by contact_id, place
