-- One row is an invoice of the order, with what is paid of it.
select
    order_id,
    number,
    date,
    due,
    case when overdue_days > 0 then 'bad' end as due_tone,
    amount,
    paid,
    open_amount,
    currency,
    nullif(overdue_days, 0) as overdue_days
from invoice
order by order_id, date, position
