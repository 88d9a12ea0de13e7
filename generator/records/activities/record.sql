-- One row is an activity, with what its page says.
select
    activity.activity_id as id,
    coalesce(activity.activity_name, title.title) as title,
    concat_ws(', ', replace(activity.type, '_', ' '), activity.account_name, activity.day) as description,
    replace(activity.type, '_', ' ') as type,
    activity.status,
    activity.overdue,
    activity.happened_at,
    activity.person_id,
    activity.person_name,
    activity.account_id,
    activity.account_name,
    activity.deal_id,
    activity.deal_name,
    activity.lead_id,
    activity.lead_name,
    activity.ticket_id,
    activity.ticket_name,
    activity.order_id,
    replace(activity.outcome, '_', ' ') as outcome,
    activity.summary,
    activity.next_action,
    activity.next_date,
    activity.place,
    activity.minutes
from activity
inner join record_title as title on title.kind = 'activities' and title.id = activity.activity_id
order by activity.activity_id
