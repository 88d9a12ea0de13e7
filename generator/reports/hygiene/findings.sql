-- One row is an open deal in which something is found, the worst and largest first; at most 500.
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
    attention.signals,
    attention.words as what_is_found
from deal_attention as attention
inner join open_deal as deal on deal.deal_id = attention.deal_id
order by attention.severity_position, deal.base_amount desc nulls last, deal.deal_id
limit 500
