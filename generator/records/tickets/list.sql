-- One row is a ticket: the open ones first, the most pressing of them first.
select
    ticket_id,
    ticket_name,
    account_id,
    account_name,
    priority,
    case when is_open and pressing then 'bad' end as priority_tone,
    replace(status, '_', ' ') as state,
    replace(category, '_', ' ') as category,
    product_id,
    product_name,
    cast(opened as date) as opened,
    age_days,
    response_hours,
    satisfaction as mark,
    owner_id,
    owner_name
from ticket
order by is_open desc, is_open and pressing desc, ticket.opened desc, ticket_id
