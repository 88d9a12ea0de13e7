-- One row is a deal to which something happened between the end of the day a week ago and now: at
-- most three deals of each kind of event, those with the most money first.
with event as (
    select 1 as position, 'New' as happened, deal_id, deal_name, came as amount
    from deal_movement
    where span = 'week' and scope = 'all' and move = 'new'
    union all
    select 2, 'Won', deal_id, deal_name, worth_after
    from deal_movement
    where span = 'week' and scope = 'all' and move in ('won', 'won aside')
    union all
    select 3, 'Lost', deal_id, deal_name, worth_after
    from deal_movement
    where span = 'week' and scope = 'all' and move in ('lost', 'lost aside')
    union all
    select 4, 'Reopened', deal_id, deal_name, came
    from deal_movement
    where span = 'week' and scope = 'all' and move = 'reopened'
    union all
    select 5, 'Moved to another stage', deal_id, deal_name, worth_after
    from deal_movement
    where
        span = 'week' and scope = 'all' and move = 'stayed' and stage is distinct from stage_before
    union all
    select 6, 'Pushed to a later date', deal_id, deal_name, worth_after
    from deal_movement
    where span = 'week' and scope = 'all' and move = 'stayed' and close_date > close_date_before
    union all
    select 7, 'Amount up', deal_id, deal_name, increased
    from deal_movement
    where span = 'week' and scope = 'all' and move = 'stayed' and increased > 0
    union all
    select 8, 'Amount down', deal_id, deal_name, -decreased
    from deal_movement
    where span = 'week' and scope = 'all' and move = 'stayed' and decreased > 0
)

select
    happened,
    deal_id,
    deal_name,
    amount,
    count(*) over kind as deals,
    sum(amount) over kind as all_amount
from event
window kind as (partition by position)
qualify row_number() over (partition by position order by abs(amount) desc, deal_id) <= 3
order by position, abs(amount) desc, deal_id
