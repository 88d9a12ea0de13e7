-- One row: how many pairs look the same, and what deals and orders among them count twice.
with worth as (
    select 'deals' as kind, deal_id as id, base_amount as amount
    from open_deal
    union all
    select 'orders' as kind, order_id as id, base_net as amount
    from order_total
),

alike as (
    select kind, id, other_id
    from duplicate
    where band in ('same', 'likely')
    union all
    select kind, other_id as id, id as other_id
    from duplicate
    where band in ('same', 'likely')
),

twin as (
    -- Of those that look alike the largest counts rightly; each other one is too much.
    select
        mine.kind,
        mine.id,
        mine.amount,
        bool_or(
            mine.amount < theirs.amount
            or (mine.amount = theirs.amount and mine.id > theirs.id)
        ) as too_much
    from alike
    inner join worth as mine on mine.kind = alike.kind and mine.id = alike.id
    inner join worth as theirs on theirs.kind = alike.kind and theirs.id = alike.other_id
    group by mine.kind, mine.id, mine.amount
),

twice as (
    select
        coalesce(sum(amount) filter (where kind = 'deals'), 0) as deal_amount,
        coalesce(sum(amount) filter (where kind = 'orders'), 0) as order_amount
    from twin
    where too_much
)

select
    count(*) filter (where duplicate.band = 'same') as same,
    count(*) filter (where duplicate.band = 'likely') as likely,
    count(*) filter (where duplicate.band = 'suggest') as perhaps,
    count(*) filter (where duplicate.band = 'distinct') as told_apart,
    any_value(twice.deal_amount) as deal_amount,
    any_value(twice.order_amount) as order_amount
from twice
left join duplicate on true
order by same
