-- One row: how many pairs look the same, and what deals and orders among them count twice.
with twin as (
    -- Of those that look alike the largest counts rightly; each other one is too much.
    select
        mine.deal_id,
        mine.base_amount,
        bool_or(
            mine.base_amount < theirs.base_amount
            or (mine.base_amount = theirs.base_amount and mine.deal_id > theirs.deal_id)
        ) as too_much
    from duplicate as pair
    inner join open_deal as mine on mine.deal_id in (pair.id, pair.other_id)
    inner join open_deal as theirs
        on theirs.deal_id in (pair.id, pair.other_id)
        and theirs.deal_id <> mine.deal_id
    where pair.kind = 'deals' and pair.band in ('same', 'likely')
    group by mine.deal_id, mine.base_amount
),

deal_twice as (
    select sum(base_amount) filter (where too_much) as amount
    from twin
),

order_twice as (
    select sum(least(mine.base_net, theirs.base_net)) as amount
    from duplicate as pair
    inner join order_total as mine on mine.order_id = pair.id
    inner join order_total as theirs on theirs.order_id = pair.other_id
    where pair.kind = 'orders' and pair.band in ('same', 'likely')
)

select
    count(*) filter (where duplicate.band = 'same') as same,
    count(*) filter (where duplicate.band = 'likely') as likely,
    count(*) filter (where duplicate.band = 'suggest') as perhaps,
    count(*) filter (where duplicate.band = 'distinct') as told_apart,
    coalesce(any_value(deal_twice.amount), 0) as deal_amount,
    coalesce(any_value(order_twice.amount), 0) as order_amount
from deal_twice
cross join order_twice
left join duplicate on true
order by same
