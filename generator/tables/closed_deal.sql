-- One row is a deal that was won or lost.
select
    deal_id,
    deal_name,
    account_id,
    account_name,
    industry,
    owner_id,
    owner_name,
    team_id,
    team_name,
    territory_id,
    territory_name,
    pipeline,
    pipeline_name,
    outcome,
    outcome = 'won' as won,
    type,
    origin,
    lead_source,
    created_on,
    close_date,
    close_month,
    close_quarter,
    close_year,
    age_days as cycle_days, -- from the day it was found to the day it closed
    amount,
    currency,
    base_amount,
    lost_reason,
    path
from deal
where outcome <> 'open'
