-- One row is a deal, with what the head of its page says.
select
    deal.deal_id as id,
    deal.deal_name as title,
    concat_ws(', ', deal.account_name, deal.stage_name) as description,
    deal.account_id,
    deal.account_name,
    deal.owner_id,
    deal.owner_name,
    deal.territory_id,
    deal.territory_name,
    deal.pipeline,
    deal.pipeline_name,
    deal.stage,
    deal.stage_name,
    deal.stage_position,
    deal.outcome,
    deal.type,
    replace(deal.origin, '_', ' ') as origin,
    deal.lead_id,
    leads.name as lead_name,
    deal.created_on,
    deal.qualified_on,
    deal.close_date,
    deal.close_quarter,
    date_diff('day', moment.as_of, deal.close_date) as days_to_close,
    deal.amount,
    deal.currency,
    deal.base_amount,
    deal.currency <> moment.base_currency as foreign_currency,
    deal.base_weighted,
    deal.probability,
    deal.probability_overridden,
    deal.category,
    deal.category_overridden,
    replace(deal.stage_category, '_', ' ') as stage_category,
    deal.next_step,
    deal.next_step_date,
    deal.next_step_date < moment.as_of as step_overdue,
    deal.last_activity_on,
    deal.next_activity_on,
    deal.quiet_days,
    coalesce(deal.stale_after, hygiene.stale_after) as stale_after,
    deal.age_days,
    deal.recurring_amount,
    deal.recurring_period,
    deal.recurring_months,
    replace(deal.lost_reason, '_', ' ') as lost_reason,
    deals.lost_note,
    completeness.score as completeness,
    completeness.missing,
    foreseen.chance as chance_share,
    foreseen.chance_in_time as in_time_share,
    foreseen.fresh_chance as fresh_share,
    foreseen.health,
    foreseen.closes,
    foreseen.reasons,
    foreseen.deal_id is not null as foreseen,
    in_quarter.chance as quarter_share,
    in_quarter.expected as quarter_expected
from deal
inner join deals on deals.id = deal.deal_id
cross join moment
cross join hygiene
left join leads on leads.id = deal.lead_id
left join completeness on completeness.deal_id = deal.deal_id
left join deal_chance as foreseen on foreseen.deal_id = deal.deal_id
left join forecast_deal as in_quarter
    on in_quarter.deal_id = deal.deal_id
    and in_quarter.horizon = 'quarter'
order by deal.deal_id
