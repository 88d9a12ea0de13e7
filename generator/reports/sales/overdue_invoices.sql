-- One row is an invoice that is not paid and past its due day, the latest first; at most 500.
select
    invoice.account_id,
    invoice.account_name,
    invoice.order_id,
    coalesce(invoice.order_name, invoice.order_id) as order_name,
    invoice.number,
    invoice.owner_id,
    invoice.owner_name,
    invoice.due,
    invoice.overdue_days,
    invoice.base_open as not_paid,
    summary.open_deal_count
from invoice
left join account_summary as summary on summary.account_id = invoice.account_id
where invoice.overdue_days > 0
order by invoice.overdue_days desc, invoice.base_open desc, invoice.number
limit 500
