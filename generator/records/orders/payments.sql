-- One row is a payment.
select
    payment.record as order_id,
    payment.date,
    payment.amount,
    order_state.currency,
    payment.invoice
from orders_payments as payment
inner join order_state on order_state.order_id = payment.record
order by payment.record, payment.date, payment.position
