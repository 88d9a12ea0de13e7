-- One row is a deal that came, went, or differs in stage, close date, amount, category or owner.
-- `change` is what it adds to or takes from the open pipeline, in the base currency.
with paired as (
    select
        coalesce(later.deal_id, earlier.deal_id) as deal_id,
        coalesce(later.deal_name, earlier.deal_name) as deal_name,
        coalesce(later.owner_id, earlier.owner_id) as owner_id,
        coalesce(later.owner_name, earlier.owner_name) as owner_name,
        earlier.deal_id is null as is_new,
        later.deal_id is null as is_gone,
        earlier.outcome as outcome_before,
        later.outcome,
        earlier.stage_name as stage_before,
        later.stage_name as stage,
        earlier.pipeline as pipeline_before,
        later.pipeline,
        earlier.stage_position as position_before,
        later.stage_position as position_after,
        earlier.close_date as close_before,
        later.close_date,
        date_diff('day', earlier.close_date, later.close_date) as days,
        earlier.amount as amount_before,
        later.amount,
        earlier.currency as currency_before,
        later.currency,
        earlier.category as category_before,
        later.category,
        earlier.owner_id is distinct from later.owner_id as other_owner,
        (earlier.stage, earlier.pipeline) is distinct from (later.stage, later.pipeline)
            as other_stage,
        coalesce(case when later.outcome = 'open' then later.base_amount end, 0)
        - coalesce(case when earlier.outcome = 'open' then earlier.base_amount end, 0) as change
    from before_deals as earlier
    full outer join deal as later on later.deal_id = earlier.deal_id
),

moved as (
    select
        paired.*,
        case
            when is_gone then 'deleted'
            when outcome = 'won' and outcome_before is distinct from 'won' then 'won'
            when outcome = 'lost' and outcome_before is distinct from 'lost' then 'lost'
            when is_new then 'new'
            when outcome = 'open' and outcome_before <> 'open' then 'reopened'
            when other_stage and pipeline is distinct from pipeline_before then 'other pipeline'
            when other_stage and position_after > position_before then 'stage forward'
            when other_stage then 'stage back'
            when outcome = 'open' and days > 0 then 'pushed'
            when outcome = 'open' and days < 0 then 'pulled in'
            when amount is distinct from amount_before or currency <> currency_before then 'amount'
            when category is distinct from category_before then 'category'
            when other_owner then 'owner'
            when close_date is distinct from close_before then 'close date'
            when change <> 0 then 'rate'
        end as move
    from paired
)

select
    deal_id,
    deal_name,
    owner_id,
    owner_name,
    move, -- the first that holds: won, lost, new, reopened, stage, pushed, amount and so on
    stage_before,
    stage,
    close_before,
    close_date,
    days, -- by which the close date moved; more than 0 is later
    amount_before,
    currency_before,
    amount,
    currency,
    change
from moved
where move is not null
order by
    case move
        when 'won' then 1
        when 'lost' then 2
        when 'new' then 3
        when 'reopened' then 4
        when 'deleted' then 5
        when 'pushed' then 8
        when 'pulled in' then 9
        when 'stage forward' then 6
        when 'stage back' then 7
        else 10
    end,
    abs(change) desc,
    deal_id
