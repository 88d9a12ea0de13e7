-- One row is an order that came from the deal.
select
    deal_id,
    order_id,
    coalesce(order_name, order_id) as order_name,
    replace(status, '_', ' ') as state,
    ordered_on,
    net,
    currency as net_currency,
    base_margin / nullif(base_net, 0) as margin_rate,
    fill_rate as delivered_share,
    nullif(base_receivable, 0) as unpaid
from order_total
where deal_id is not null
order by deal_id, ordered_on desc, order_id
