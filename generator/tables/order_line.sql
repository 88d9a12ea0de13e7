-- One row is a line of an order: what was ordered, at which price, cost and margin, and how much of
-- it was delivered. net is after discount and without tax; cost is the line's own unit cost, else
-- the product's standard cost on the day of the order. Deliveries and returns name products, not
-- lines: they fill the lines of their product in order.
with signed as (
    select
        line.record as order_id,
        line.position,
        line.product,
        case when state.reducing then -abs(line.quantity) else line.quantity end as quantity,
        line.price,
        line.discount,
        line.tax as tax_percent,
        line.unit_cost,
        state.booked,
        state.running,
        state.reducing,
        state.currency,
        state.rate
    from orders_lines as line
    inner join order_state as state on state.order_id = line.record
),

priced as (
    select
        order_id,
        position,
        product,
        quantity,
        price,
        discount,
        tax_percent,
        unit_cost,
        booked,
        running,
        reducing,
        currency,
        rate,
        cast(round(quantity * price * (100 - discount) * 0.01, 4) as decimal(24, 4)) as net
    from signed
),

moved as (
    select
        record as order_id,
        product,
        sum(quantity) filter (where kind = 'delivered') as delivered,
        sum(quantity) filter (where kind = 'returned') as returned
    from (
        select record, product, quantity, 'delivered' as kind from orders_deliveries_lines
        union all
        select record, product, quantity, 'returned' as kind from orders_returns_lines
    ) as movement
    group by record, product
),

placed as (
    select
        order_id,
        position,
        product,
        quantity,
        price,
        discount,
        tax_percent,
        unit_cost,
        booked,
        running,
        reducing,
        currency,
        rate,
        net,
        sum(greatest(quantity, 0)) over (
            partition by order_id, product order by position
            rows between unbounded preceding and current row
        ) - greatest(quantity, 0) as ordered_before
    from priced
),

costed as (
    select
        placed.order_id,
        placed.position,
        placed.product,
        placed.quantity,
        placed.price,
        placed.discount,
        placed.tax_percent,
        placed.booked,
        placed.running,
        placed.reducing,
        placed.currency,
        placed.rate,
        placed.net,
        cast(
            round(
                placed.quantity
                * coalesce(round(placed.unit_cost * placed.rate, 4), standard.base_cost),
                4
            ) as decimal(24, 4)
        ) as base_cost,
        cast(
            greatest(
                least(coalesce(moved.delivered, 0) - placed.ordered_before, placed.quantity), 0
            ) as decimal(24, 4)
        ) as delivered_quantity,
        cast(
            greatest(
                least(coalesce(moved.returned, 0) - placed.ordered_before, placed.quantity), 0
            ) as decimal(24, 4)
        ) as returned_quantity
    from placed
    inner join orders on orders.id = placed.order_id
    left join moved on moved.order_id = placed.order_id and moved.product = placed.product
    left join product_cost as standard
        on standard.product_id = placed.product
        and orders.ordered_on between standard.valid_from and standard.valid_to
),

converted as (
    select
        order_id,
        position,
        product,
        quantity,
        price,
        discount,
        tax_percent,
        booked,
        currency,
        rate,
        net,
        base_cost,
        delivered_quantity,
        returned_quantity,
        cast(round(net * rate, 4) as decimal(24, 4)) as base_net,
        cast(round(net * tax_percent * 0.01, 4) as decimal(24, 4)) as tax,
        case when running and not reducing then quantity - delivered_quantity else 0 end
            as open_quantity
    from costed
)

select
    line.order_id,
    line.position,
    line.product as product_id,
    products.name as product_name,
    products.family,
    line.booked, -- not a draft and not cancelled
    line.quantity, -- negative in an order that reduces an earlier one
    line.price, -- of one, before discount and tax
    line.discount, -- percent
    line.tax_percent, -- percent
    line.net, -- after discount, without tax, in the order's currency
    line.tax,
    line.net + line.tax as gross,
    line.currency,
    line.rate,
    line.base_net,
    cast(round((line.net + line.tax) * line.rate, 4) as decimal(24, 4)) as base_gross,
    line.base_cost, -- null where no cost is known
    line.base_net - line.base_cost as base_margin,
    line.delivered_quantity,
    line.returned_quantity,
    line.open_quantity, -- still to be delivered; 0 once the order is completed or cancelled
    case
        when line.quantity = line.open_quantity then line.base_net
        else
            cast(
                round(
                    line.open_quantity * line.price * (100 - line.discount) * 0.01 * line.rate, 4
                ) as decimal(24, 4)
            )
    end as base_open -- the net value of what is still to be delivered
from converted as line
left join products on products.id = line.product
