-- One row is an order, the latest first.
select
    order_id,
    coalesce(order_name, order_id) as order_name,
    account_id,
    account_name,
    replace(status, '_', ' ') as state,
    ordered_on,
    promised_on,
    case when late then 'bad' end as promised_on_tone,
    net,
    currency as net_currency,
    base_margin / nullif(base_net, 0) as margin_share,
    fill_rate as delivered_share,
    nullif(base_receivable, 0) as unpaid,
    owner_id,
    owner_name
from order_total
order by ordered_on desc, order_id
