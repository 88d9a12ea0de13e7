-- One row is one of the ten largest open deals that close in the current quarter.
select
    deal.deal_id,
    deal.deal_name,
    deal.account_id,
    deal.account_name,
    deal.owner_id,
    deal.owner_name,
    deal.stage_name as stage,
    deal.base_amount as amount,
    deal.close_date,
    case when deal.days_to_close < 0 then 'bad' end as close_date_tone,
    deal.probability,
    deal.next_step,
    deal.next_step_date,
    case when deal.next_step_date < moment.as_of then 'bad' end as next_step_date_tone,
    attention.signals
from open_deal as deal
inner join moment on moment.quarter = deal.close_quarter
left join deal_attention as attention on attention.deal_id = deal.deal_id
order by deal.base_amount desc nulls last, deal.deal_id
limit 10
