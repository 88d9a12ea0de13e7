-- One row is an order that came without a deal, in the last twelve months; the largest 500.
select
    signal.id as order_id,
    signal.name as order_name,
    signal.account_id,
    signal.account_name,
    signal.owner_id,
    signal.owner_name,
    signal.base_amount as amount,
    signal.date as ordered_on,
    replace(orders.channel, '_', ' ') as channel
from deal_signal as signal
inner join orders on orders.id = signal.id
cross join moment
where
    signal.signal = 'order_without_deal'
    and signal.date > moment.as_of - interval 12 month
order by signal.base_amount desc nulls last, signal.id
limit 500
