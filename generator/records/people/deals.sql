-- One row is an open deal of the person, by close date, with what is to be done about it.
with ranked as (
    select
        deal.owner_id,
        deal.deal_id,
        deal.deal_name,
        deal.account_id,
        deal.account_name,
        deal.stage_name as stage,
        replace(deal.category, '_', ' ') as category,
        deal.amount,
        deal.currency,
        deal.close_date,
        case when deal.close_date < moment.as_of then 'bad' end as close_date_tone,
        attention.signals,
        row_number() over (
            partition by deal.owner_id
            order by deal.close_date nulls first, deal.deal_id
        ) as place,
        count(*) over (partition by deal.owner_id) as total
    from deal
    cross join moment
    left join deal_attention as attention on attention.deal_id = deal.deal_id
    where deal.outcome = 'open' and deal.owner_id is not null
)

select
    owner_id as person_id,
    deal_id,
    deal_name,
    account_id,
    account_name,
    stage,
    category,
    amount,
    currency,
    close_date,
    close_date_tone,
    signals,
    total
from ranked
where place <= 20
order by owner_id, place
