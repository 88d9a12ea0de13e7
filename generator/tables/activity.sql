-- One row is an activity, with the names of all that it is about. Its account is its own, else that
-- of its deal or ticket.
with met as (
    select
        link.record as activity_id,
        string_agg(contacts.name, ', ' order by link.position) as contact_names
    from activities_contacts as link
    inner join contacts on contacts.id = link.value
    group by link.record
)

select
    activities.id as activity_id,
    activities.name as activity_name,
    activities.when as happened_at, -- or is planned for
    cast(activities.when as date) as day,
    calendar.month,
    calendar.quarter,
    calendar.year,
    calendar.week_start,
    activities.type,
    activities.status,
    activities.status = 'planned'
    and cast(activities.when as date) < moment.as_of as overdue, -- planned, and the day is over
    activities.person as person_id,
    people.name as person_name,
    people.team as team_id,
    coalesce(activities.account, deals.account, tickets.account) as account_id,
    accounts.name as account_name,
    activities.deal as deal_id,
    deals.name as deal_name,
    activities.lead as lead_id,
    leads.name as lead_name,
    activities.ticket as ticket_id,
    tickets.name as ticket_name,
    activities.order as order_id,
    met.contact_names,
    activities.outcome,
    activities.summary,
    activities.next_action,
    activities.next_date,
    activities.place,
    activities.minutes,
    activities.path
from activities
cross join moment
left join people on people.id = activities.person
left join deals on deals.id = activities.deal
left join tickets on tickets.id = activities.ticket
left join leads on leads.id = activities.lead
left join accounts on accounts.id = coalesce(activities.account, deals.account, tickets.account)
left join calendar on calendar.day = cast(activities.when as date)
left join met on met.activity_id = activities.id
