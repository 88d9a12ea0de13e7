-- One row is a deal in which the contact takes part.
select
    part.contact as contact_id,
    deal.deal_id,
    deal.deal_name,
    replace(part.role, '_', ' ') as role,
    deal.stage_name as stage,
    case deal.outcome when 'won' then 'won' when 'lost' then 'bad' end as stage_tone,
    deal.amount,
    deal.currency,
    deal.close_date
from deals_contacts as part
inner join deal on deal.deal_id = part.record
order by part.contact, deal.outcome <> 'open', deal.close_date desc nulls last, deal.deal_id
