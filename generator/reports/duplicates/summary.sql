-- One row: how many pairs look the same, and what deals and orders among them count twice.
with deal_twice as (
    select
        count(*) as pairs,
        sum(least(mine.base_amount, theirs.base_amount)) as amount
    from duplicate as pair
    inner join open_deal as mine on mine.deal_id = pair.id
    inner join open_deal as theirs on theirs.deal_id = pair.other_id
    where pair.kind = 'deals' and pair.band in ('same', 'likely')
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
