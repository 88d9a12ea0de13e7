-- One row is an order of the account, the latest first, with what is still to come of it.
with ranked as (
    select
        account_id,
        order_id,
        coalesce(order_name, order_id) as order_name,
        status,
        ordered_on,
        net,
        currency,
        base_margin / nullif(base_net, 0) as margin_rate,
        fill_rate as delivered_share,
        nullif(base_receivable, 0) as unpaid,
        promised_on,
        case when late then 'bad' end as promised_on_tone,
        row_number() over (
            partition by account_id
            order by ordered_on desc, order_id
        ) as place,
        count(*) over (partition by account_id) as total
    from order_total
)

select
    account_id,
    order_id,
    order_name,
    replace(status, '_', ' ') as state,
    ordered_on,
    net,
    currency as net_currency,
    margin_rate,
    delivered_share,
    promised_on,
    promised_on_tone,
    unpaid,
    total
from ranked
where place <= 10
order by account_id, place
