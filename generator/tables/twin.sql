-- One row is an open deal or an order that looks the same as another, or likely so: what it amounts
-- to, and whether that is too much. Of those that look alike the largest counts rightly.
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
)

select
    mine.kind,
    mine.id,
    mine.amount, -- in the base currency
    bool_or(
        mine.amount < theirs.amount
        or (mine.amount = theirs.amount and mine.id > theirs.id)
    ) as too_much -- null where an amount is not known
from alike
inner join worth as mine on mine.kind = alike.kind and mine.id = alike.id
inner join worth as theirs on theirs.kind = alike.kind and theirs.id = alike.other_id
group by mine.kind, mine.id, mine.amount
