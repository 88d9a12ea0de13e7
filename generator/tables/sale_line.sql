-- One row is a piece of sales: a booked line of an order, or, negatively, goods that came back and
-- lines of an order that reduces an earlier one.
-- A book without any orders tells its sales by its won deals instead.
with ordered as (
    select
        case when orders.reduces is null then 'order' else 'reduction' end as kind,
        orders.id as order_id,
        orders.deal as deal_id,
        orders.account as account_id,
        orders.owner as owner_id,
        orders.channel,
        orders.ordered_on as day,
        line.product_id,
        line.quantity,
        line.base_net,
        line.base_cost,
        cast(round(line.quantity * line.price * line.rate, 4) as decimal(24, 4)) as base_list
    from order_line as line
    inner join orders on orders.id = line.order_id
    where line.booked
),

unit as (
    select
        order_id,
        product_id,
        sum(base_net) / nullif(sum(quantity), 0) as base_net,
        sum(base_cost)
        / nullif(sum(quantity) filter (where base_cost is not null), 0) as base_cost,
        sum(price * quantity * rate) / nullif(sum(quantity), 0) as base_list
    from order_line
    where booked
    group by order_id, product_id
),

returned as (
    select
        'return' as kind,
        orders.id as order_id,
        orders.deal as deal_id,
        orders.account as account_id,
        orders.owner as owner_id,
        orders.channel,
        back.date as day,
        line.product as product_id,
        -line.quantity as quantity,
        cast(round(-line.quantity * unit.base_net, 4) as decimal(24, 4)) as base_net,
        cast(round(-line.quantity * unit.base_cost, 4) as decimal(24, 4)) as base_cost,
        cast(round(-line.quantity * unit.base_list, 4) as decimal(24, 4)) as base_list
    from orders_returns_lines as line
    inner join orders_returns as back
        on back.record = line.record
        and back.position = line.returns_position
    inner join orders on orders.id = line.record
    inner join unit on unit.order_id = line.record and unit.product_id = line.product
),

won as (
    select
        'deal' as kind,
        cast(null as varchar) as order_id,
        deal.deal_id,
        deal.account_id,
        deal.owner_id,
        cast(null as varchar) as channel,
        deal.close_date as day,
        line.product_id,
        line.quantity,
        coalesce(line.base_amount, deal.base_amount) as base_net,
        cast(
            round(line.quantity * standard.base_cost, 4) as decimal(24, 4)
        ) as base_cost,
        coalesce(
            cast(round(line.quantity * line.price * deal.rate, 4) as decimal(24, 4)),
            deal.base_amount
        ) as base_list
    from deal
    left join deal_line as line on line.deal_id = deal.deal_id
    left join product_cost as standard
        on standard.product_id = line.product_id
        and deal.close_date between standard.valid_from and standard.valid_to
    where deal.outcome = 'won' and (select count(*) from orders) = 0
),

sale as (
    select
        kind,
        order_id,
        deal_id,
        account_id,
        owner_id,
        channel,
        day,
        product_id,
        quantity,
        base_net,
        base_cost,
        base_list
    from ordered
    union all
    select
        kind,
        order_id,
        deal_id,
        account_id,
        owner_id,
        channel,
        day,
        product_id,
        quantity,
        base_net,
        base_cost,
        base_list
    from returned
    union all
    select
        kind,
        order_id,
        deal_id,
        account_id,
        owner_id,
        channel,
        day,
        product_id,
        quantity,
        base_net,
        base_cost,
        base_list
    from won
)

select
    sale.kind, -- order or deal; negative: return, or reduction of an earlier order
    sale.order_id,
    sale.deal_id,
    sale.account_id,
    accounts.name as account_name,
    accounts.industry,
    coalesce(accounts.territory, people.territory) as territory_id,
    sale.owner_id,
    people.name as owner_name,
    people.team as team_id,
    sale.channel,
    sale.day, -- ordered on, came back on, or closed on
    calendar.month,
    calendar.quarter,
    calendar.year,
    sale.product_id,
    products.name as product_name,
    products.family,
    sale.quantity,
    sale.base_net, -- revenue: after discount, without tax
    sale.base_cost, -- null where no cost is known
    sale.base_net - sale.base_cost as base_margin,
    sale.base_list -- what it would have been without discount
from sale
left join accounts on accounts.id = sale.account_id
left join people on people.id = sale.owner_id
left join calendar on calendar.day = sale.day
left join products on products.id = sale.product_id
