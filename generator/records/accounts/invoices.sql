-- One row is an invoice of the account that is not wholly paid, the most overdue first.
select
    account_id,
    order_id,
    number as order_name,
    date,
    due,
    case when invoice.overdue_days > 30 then 'bad' when invoice.overdue_days > 0 then 'warn' end as due_tone,
    amount,
    open_amount,
    currency,
    nullif(overdue_days, 0) as overdue_days
from invoice
where open_amount > 0
order by account_id, due, number
