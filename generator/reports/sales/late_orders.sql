-- One row is an order that is not wholly delivered and past its promised day, the latest first;
-- at most 500.
select
    order_id,
    coalesce(order_name, order_id) as order_name,
    account_id,
    account_name,
    owner_id,
    owner_name,
    promised_on,
    late_days,
    fill_rate,
    base_open as to_deliver
from order_total
where late
order by late_days desc, base_open desc, order_id
limit 500
