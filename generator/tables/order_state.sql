-- One row is an order with its currency, its rate and how it counts. Drafts and cancelled orders
-- are not booked. An order that reduces an earlier one counts negatively, whichever way its
-- quantities are written. Everything on an order is converted at the rate of the day of the order.
select
    orders.id as order_id,
    orders.status in ('confirmed', 'on_hold', 'completed') as booked,
    orders.status in ('confirmed', 'on_hold') as running, -- still to be delivered
    orders.reduces is not null as reducing,
    coalesce(orders.currency, accounts.currency, moment.base_currency) as currency,
    rate.rate -- what one unit is worth in the base currency; null where no rate is known
from orders
cross join moment
left join accounts on accounts.id = orders.account
left join currency_rates as rate
    on rate.currency = coalesce(orders.currency, accounts.currency, moment.base_currency)
    and orders.ordered_on between rate.valid_from and rate.valid_to
