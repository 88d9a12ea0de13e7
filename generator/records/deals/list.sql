-- One row is a deal: the open ones first, by close date.
select
    deal.deal_id,
    deal.deal_name,
    deal.account_id,
    deal.account_name,
    deal.stage_name as stage,
    case deal.outcome when 'won' then 'won' when 'lost' then 'bad' end as stage_tone,
    deal.amount,
    deal.currency,
    deal.close_date,
    case
        when deal.outcome = 'open' and deal.close_date < moment.as_of then 'bad'
    end as close_date_tone,
    replace(deal.category, '_', ' ') as category,
    deal.owner_id,
    deal.owner_name,
    attention.signals
from deal
cross join moment
left join deal_attention as attention on attention.deal_id = deal.deal_id
order by
    deal.outcome <> 'open',
    case when deal.outcome = 'open' then deal.close_date end nulls last,
    deal.close_date desc nulls last,
    deal.deal_id
