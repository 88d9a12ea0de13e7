-- One row is a ticket: how urgent, how old, how fast it was answered and solved.
select
    tickets.id as ticket_id,
    tickets.name as ticket_name,
    tickets.account as account_id,
    accounts.name as account_name,
    tickets.contact as contact_id,
    contacts.name as contact_name,
    tickets.owner as owner_id,
    people.name as owner_name,
    tickets.product as product_id,
    products.name as product_name,
    tickets.order as order_id,
    tickets.status,
    tickets.status not in ('resolved', 'closed') as is_open,
    tickets.priority,
    coalesce(tickets.priority in ('high', 'urgent'), false) as pressing,
    tickets.category,
    tickets.origin,
    tickets.opened,
    calendar.month,
    calendar.quarter,
    calendar.year,
    tickets.first_response,
    tickets.resolved,
    date_diff('minute', tickets.opened, tickets.first_response) / 60 as response_hours,
    date_diff('minute', tickets.opened, tickets.resolved) / 60 as resolution_hours,
    date_diff(
        'day',
        cast(tickets.opened as date),
        coalesce(cast(tickets.resolved as date), moment.as_of)
    ) as age_days, -- until it was solved
    tickets.satisfaction, -- the customer's mark, 1 to 5
    tickets.path
from tickets
cross join moment
left join accounts on accounts.id = tickets.account
left join contacts on contacts.id = tickets.contact
left join people on people.id = tickets.owner
left join products on products.id = tickets.product
left join calendar on calendar.day = cast(tickets.opened as date)
