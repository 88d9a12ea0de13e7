-- One row is a ticket, with what the head of its page says.
select
    ticket.ticket_id as id,
    ticket.ticket_name as title,
    concat_ws(', ', ticket.account_name, ticket.priority, replace(ticket.status, '_', ' ')) as description,
    ticket.account_id,
    ticket.account_name,
    ticket.contact_id,
    ticket.contact_name,
    ticket.owner_id,
    ticket.owner_name,
    ticket.product_id,
    ticket.product_name,
    ticket.order_id,
    replace(ticket.status, '_', ' ') as state,
    ticket.is_open,
    ticket.priority,
    ticket.pressing,
    replace(ticket.category, '_', ' ') as category,
    ticket.origin,
    ticket.opened,
    ticket.first_response,
    ticket.resolved,
    ticket.response_hours,
    ticket.resolution_hours,
    ticket.age_days,
    ticket.satisfaction,
    tickets.resolution,
    summary.base_sales_year as account_sales,
    summary.open_ticket_count as account_tickets
from ticket
inner join tickets on tickets.id = ticket.ticket_id
left join account_summary as summary on summary.account_id = ticket.account_id
order by ticket.ticket_id
