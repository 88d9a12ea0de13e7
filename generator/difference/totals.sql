-- One row is a sum over all deals at the earlier and at the later moment, in the base currency. A
-- deal without an amount counts nothing.
with side as (
    select false as is_later, outcome, category, base_amount, base_weighted from before_deals
    union all
    select true as is_later, outcome, category, base_amount, base_weighted from deal
),

ladder as (
    select value as category, position from picklists where picklist = 'forecast_category'
),

measured as (
    select is_later, 1 as place, 0 as position, 'Open pipeline' as measure, base_amount as amount
    from side
    where outcome = 'open'
    union all
    select is_later, 2 as place, 0 as position, 'Weighted' as measure, base_weighted as amount
    from side
    where outcome = 'open'
    union all
    select
        side.is_later,
        3 as place,
        ladder.position,
        'Open, ' || replace(side.category, '_', ' ') as measure,
        side.base_amount as amount
    from side
    inner join ladder on ladder.category = side.category
    where side.outcome = 'open'
    union all
    select is_later, 4 as place, 0 as position, 'Won' as measure, base_amount as amount
    from side
    where outcome = 'won'
    union all
    select is_later, 5 as place, 0 as position, 'Lost' as measure, base_amount as amount
    from side
    where outcome = 'lost'
),

summed as (
    select
        place,
        position,
        measure,
        coalesce(sum(amount) filter (where not is_later), 0) as amount_before,
        coalesce(sum(amount) filter (where is_later), 0) as amount_after
    from measured
    group by place, position, measure
)

select measure, amount_before, amount_after, amount_after - amount_before as change
from summed
order by place, position
