-- One row is an open deal, the largest first; at most 500.
select
    deal.deal_id,
    deal.deal_name,
    deal.account_id,
    deal.account_name,
    deal.owner_id,
    deal.owner_name,
    deal.pipeline_name as pipeline,
    deal.stage_name as stage,
    deal.base_amount as amount,
    deal.probability,
    deal.base_weighted as weighted,
    replace(deal.category, '_', ' ') as category,
    deal.close_date,
    case when deal.days_to_close < 0 then 'bad' end as close_date_tone,
    deal.next_step,
    deal.next_step_date,
    case when deal.next_step_date < moment.as_of then 'bad' end as next_step_date_tone,
    deal.age_days
from open_deal as deal
cross join moment
order by deal.base_amount desc nulls last, deal.deal_id
limit 500
