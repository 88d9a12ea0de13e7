-- One row is a contact: when somebody last spoke with them, and when somebody will next.
with touch as (
    select
        link.value as contact_id,
        activity.day,
        activity.type,
        activity.status,
        activity.person_id,
        row_number() over (
            partition by link.value, activity.status
            order by activity.happened_at desc, activity.activity_id desc
        ) as latest,
        row_number() over (
            partition by link.value, activity.status
            order by activity.happened_at, activity.activity_id
        ) as earliest
    from activities_contacts as link
    inner join activity on activity.activity_id = link.record
    cross join moment
    where
        (activity.status = 'done' and activity.day <= moment.as_of)
        or (activity.status = 'planned' and activity.day >= moment.as_of)
),

done as (
    select contact_id, day, type, person_id
    from touch
    where status = 'done' and latest = 1
),

planned as (
    select contact_id, day
    from touch
    where status = 'planned' and earliest = 1
),

open_deal_sum as (
    select
        part.contact as contact_id,
        count(distinct part.record) as open_deal_count
    from deals_contacts as part
    inner join deal_state on deal_state.deal_id = part.record
    where deal_state.outcome = 'open'
    group by part.contact
)

select
    contacts.id as contact_id,
    contacts.name as contact_name,
    contacts.account as account_id,
    accounts.name as account_name,
    contacts.owner as owner_id,
    contacts.title,
    contacts.role,
    contacts.buying_role,
    contacts.reports_to as superior_id,
    contacts.consent,
    contacts.left_on,
    done.day as last_touch_on,
    done.type as last_touch_type,
    done.person_id as last_touch_by_id,
    people.name as last_touch_by_name,
    date_diff('day', done.day, moment.as_of) as quiet_days, -- since then; null: never
    planned.day as next_touch_on,
    coalesce(open_deal_sum.open_deal_count, 0) as open_deal_count,
    contacts.path
from contacts
cross join moment
left join accounts on accounts.id = contacts.account
left join done on done.contact_id = contacts.id
left join planned on planned.contact_id = contacts.id
left join people on people.id = done.person_id
left join open_deal_sum on open_deal_sum.contact_id = contacts.id
