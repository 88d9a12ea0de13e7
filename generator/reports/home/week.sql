-- One row is what happened to deals in the last seven days, beside the seven days before.
with event as (
    select 1 as position, 'Won' as happened, close_date as day, base_amount
    from closed_deal
    where won
    union all
    select 2 as position, 'Lost' as happened, close_date as day, base_amount
    from closed_deal
    where not won
    union all
    select 3 as position, 'Found' as happened, created_on as day, base_amount
    from deal
),

dated as (
    select
        event.position,
        event.happened,
        event.base_amount,
        moment.as_of - event.day as days_ago
    from event
    cross join moment
)

select
    happened,
    count(*) filter (where days_ago <= 6) as deals,
    coalesce(sum(base_amount) filter (where days_ago <= 6), 0) as amount,
    count(*) filter (where days_ago > 6) as deals_before,
    coalesce(sum(base_amount) filter (where days_ago > 6), 0) as amount_before
from dated
where days_ago between 0 and 13
group by happened, position
order by position
