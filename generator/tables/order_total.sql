-- One row is an order: what it is worth, what was delivered, invoiced and paid, what is open, and
-- whether it is late.
with line as (
    select
        order_id,
        count(*) as line_count,
        sum(quantity) as quantity,
        sum(net) as net,
        sum(tax) as tax,
        sum(base_net) as base_net,
        sum(base_gross) as base_gross,
        sum(base_cost) as base_cost,
        sum(base_margin) as base_margin,
        count(*) filter (where base_cost is null) as lines_without_cost,
        sum(delivered_quantity) as delivered_quantity,
        sum(returned_quantity) as returned_quantity,
        sum(open_quantity) as open_quantity,
        sum(base_open) as base_open,
        sum(
            case
                when open_quantity = quantity then base_gross
                when open_quantity = 0 then 0
                else cast(round(base_gross * (open_quantity / quantity), 4) as decimal(24, 4))
            end
        ) as base_open_gross
    from order_line
    group by order_id
),

delivery as (
    select
        record as order_id,
        min(date) as first_delivery_on,
        max(date) as last_delivery_on
    from orders_deliveries
    group by record
),

billed as (
    select
        order_id,
        sum(base_amount) as base_invoiced,
        sum(base_net) as base_invoiced_net,
        sum(base_paid) as base_paid,
        sum(base_open) as base_receivable,
        sum(base_open) filter (where overdue_days > 0) as base_overdue,
        max(overdue_days) as overdue_days
    from invoice
    group by order_id
),

nothing as (
    select
        order_id,
        case when rate is not null then cast(0 as decimal(24, 4)) end as amount
    from order_state
),

totalled as (
    select
        orders.id as order_id,
        state.booked,
        state.running,
        state.currency,
        state.rate,
        coalesce(line.line_count, 0) as line_count,
        coalesce(line.quantity, 0) as quantity,
        cast(coalesce(line.net, 0) as decimal(24, 4)) as net,
        cast(coalesce(line.tax, 0) as decimal(24, 4)) as tax,
        coalesce(line.base_net, nothing.amount) as base_net,
        coalesce(line.base_gross, nothing.amount) as base_gross,
        case when line.lines_without_cost = 0 then line.base_cost end as base_cost,
        case when line.lines_without_cost = 0 then line.base_margin end as base_margin,
        coalesce(line.delivered_quantity, 0) as delivered_quantity,
        coalesce(line.returned_quantity, 0) as returned_quantity,
        coalesce(line.open_quantity, 0) as open_quantity,
        coalesce(line.base_open, nothing.amount) as base_open,
        coalesce(line.base_open_gross, nothing.amount) as base_open_gross,
        delivery.first_delivery_on,
        delivery.last_delivery_on,
        coalesce(billed.base_invoiced, nothing.amount) as base_invoiced,
        coalesce(billed.base_invoiced_net, nothing.amount) as base_invoiced_net,
        coalesce(billed.base_paid, nothing.amount) as base_paid,
        coalesce(billed.base_receivable, nothing.amount) as base_receivable,
        coalesce(billed.base_overdue, nothing.amount) as base_overdue,
        billed.overdue_days
    from orders
    inner join order_state as state on state.order_id = orders.id
    inner join nothing on nothing.order_id = orders.id
    left join line on line.order_id = orders.id
    left join delivery on delivery.order_id = orders.id
    left join billed on billed.order_id = orders.id
)

select
    total.order_id,
    orders.name as order_name,
    orders.account as account_id,
    accounts.name as account_name,
    orders.owner as owner_id,
    people.name as owner_name,
    people.team as team_id,
    coalesce(accounts.territory, people.territory) as territory_id,
    orders.deal as deal_id,
    orders.quote as quote_id,
    orders.reduces as reduces_id,
    orders.status,
    total.booked, -- not a draft and not cancelled
    orders.channel,
    orders.warehouse,
    orders.ordered_on,
    day.month as ordered_month,
    day.quarter as ordered_quarter,
    day.year as ordered_year,
    orders.promised_on,
    total.line_count,
    total.quantity,
    total.net, -- after discount, without tax, in the order's currency
    total.tax,
    total.net + total.tax as gross,
    total.currency,
    total.rate,
    total.base_net,
    total.base_gross,
    total.base_cost, -- null where the cost of a line is not known
    total.base_margin,
    total.delivered_quantity,
    total.returned_quantity,
    total.open_quantity, -- still to be delivered
    case when total.quantity > 0 then total.delivered_quantity / total.quantity end
        as fill_rate, -- delivered of ordered; 1 is all
    total.base_open, -- the net value of what is still to be delivered
    total.base_open_gross, -- the same with tax
    total.first_delivery_on,
    total.last_delivery_on,
    total.base_invoiced, -- with tax
    total.base_invoiced_net, -- without tax
    total.base_paid,
    total.base_receivable, -- invoiced and not paid
    total.base_overdue,
    total.overdue_days, -- of the invoice that is late the longest; null if nothing is open
    case
        when not total.booked or total.base_gross <= total.base_invoiced then 0
        else total.base_gross - total.base_invoiced
    end as base_to_invoice,
    case
        when orders.promised_on is null then null
        when total.open_quantity > 0 then greatest(
            date_diff('day', orders.promised_on, moment.as_of), 0
        )
        when total.last_delivery_on is not null then greatest(
            date_diff('day', orders.promised_on, total.last_delivery_on), 0
        )
    end as late_days, -- behind the promise, still or when the last goods left; 0 is on time
    coalesce(total.open_quantity > 0 and orders.promised_on < moment.as_of, false) as late,
    orders.path
from totalled as total
inner join orders on orders.id = total.order_id
cross join moment
left join accounts on accounts.id = orders.account
left join people on people.id = orders.owner
left join calendar as day on day.day = orders.ordered_on
