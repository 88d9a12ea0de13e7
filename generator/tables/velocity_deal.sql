-- One row is a deal that counts in the pace of the pipeline: open and qualified today, or won or
-- lost in the twelve months up to the day of the report.
select
    deal.deal_id,
    deal.deal_name,
    deal.owner_id,
    deal.owner_name,
    deal.team_id,
    deal.team_name,
    deal.pipeline,
    deal.pipeline_name,
    deal.outcome = 'open' as open,
    deal.outcome = 'won' as won,
    deal.outcome = 'lost' as lost,
    deal.base_amount,
    deal.close_date,
    case when deal.outcome = 'won' then deal.age_days end as cycle_days -- from found to won
from deal
cross join moment
where
    (deal.outcome = 'open' and deal.qualified_on <= moment.as_of)
    or (
        deal.outcome <> 'open'
        and deal.close_date > moment.as_of - interval 12 months
        and deal.close_date <= moment.as_of
    )
