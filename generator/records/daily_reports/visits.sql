-- One row is a visit or call of the day.
select
    link.record as report_id,
    activity.activity_id,
    activity.day,
    strftime(activity.happened_at, '%H:%M') as time,
    replace(activity.type, '_', ' ') as type,
    coalesce(activity.activity_name, replace(activity.type, '_', ' ')) as name,
    activity.account_id,
    activity.account_name,
    activity.contact_names,
    activity.summary,
    replace(activity.outcome, '_', ' ') as outcome
from daily_reports_activities as link
inner join activity on activity.activity_id = link.value
order by link.record, activity.happened_at, link.position
