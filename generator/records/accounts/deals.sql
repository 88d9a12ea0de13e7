-- One row is a deal of the account: the open ones by close date, then the closed, the latest first.
with ranked as (
    select
        account_id,
        deal_id,
        deal_name,
        stage_name as stage,
        outcome,
        amount,
        currency,
        close_date,
        case when outcome = 'open' then probability end as probability,
        case
            when outcome <> 'open' then replace(lost_reason, '_', ' ')
            when next_step is null then null
            else next_step || coalesce(', ' || next_step_date, '')
        end as next_step,
        owner_id,
        owner_name,
        case outcome when 'won' then 'won' when 'lost' then 'bad' end as stage_tone,
        row_number() over (
            partition by account_id
            order by
                outcome <> 'open',
                case when outcome = 'open' then close_date end nulls last,
                close_date desc nulls last,
                deal_id
        ) as place,
        count(*) over (partition by account_id) as total
    from deal
    where account_id is not null
)

select
    account_id,
    deal_id,
    deal_name,
    stage,
    stage_tone,
    outcome,
    amount,
    currency,
    close_date,
    probability,
    next_step,
    owner_id,
    owner_name,
    total
from ranked
where place <= 12
order by account_id, place
