-- One row is an open ticket of the account, the most pressing first.
select
    account_id,
    ticket_id,
    ticket_name,
    priority,
    case when pressing then 'bad' end as priority_tone,
    replace(status, '_', ' ') as state,
    product_id,
    product_name,
    cast(opened as date) as opened,
    age_days,
    owner_id,
    owner_name
from ticket
where is_open and account_id is not null
order by account_id, pressing desc, opened, ticket_id
