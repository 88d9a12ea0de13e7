-- One row is a product in a warehouse and how many are there at the end of the day of the report:
-- what was there at first, what came and went since, deliveries of orders and what came back among
-- it. A count sets it anew at the end of its day. A van is a warehouse.
with moved as (
    select
        line.product as product_id,
        stock.warehouse,
        stock.date as day,
        case
            when stock.type in ('issue', 'load') then -line.quantity
            when stock.type <> 'count' then line.quantity
        end as quantity,
        case when stock.type = 'count' then line.quantity end as counted
    from stock_lines as line
    inner join stock on stock.id = line.record
    union all
    select
        line.product as product_id,
        stock.to_warehouse as warehouse,
        stock.date as day,
        line.quantity,
        null as counted
    from stock_lines as line
    inner join stock on stock.id = line.record
    where stock.type = 'load'
    union all
    select
        line.product as product_id,
        coalesce(delivery.warehouse, orders.warehouse) as warehouse,
        delivery.date as day,
        -line.quantity as quantity,
        null as counted
    from orders_deliveries_lines as line
    inner join orders_deliveries as delivery
        on delivery.record = line.record
        and delivery.position = line.deliveries_position
    inner join orders on orders.id = line.record
    union all
    select
        line.product as product_id,
        orders.warehouse,
        back.date as day,
        line.quantity,
        null as counted
    from orders_returns_lines as line
    inner join orders_returns as back
        on back.record = line.record
        and back.position = line.returns_position
    inner join orders on orders.id = line.record
),

seen as (
    select
        moved.product_id,
        moved.warehouse,
        moved.day,
        moved.quantity,
        moved.counted,
        max(case when moved.counted is not null then moved.day end) over (
            partition by moved.product_id, moved.warehouse
        ) as counted_on
    from moved
    cross join moment
    where moved.warehouse is not null and moved.day <= moment.as_of
)

select
    seen.product_id,
    seen.warehouse,
    coalesce(sum(seen.counted) filter (where seen.day = seen.counted_on), 0)
    + coalesce(
        sum(seen.quantity) filter (where coalesce(seen.day > seen.counted_on, true)), 0
    ) as quantity, -- below zero where more left than was written down
    max(seen.counted_on) as counted_on -- the day of the last count; null where there was none
from seen
where seen.product_id in (select product from stock_lines)
group by seen.product_id, seen.warehouse
