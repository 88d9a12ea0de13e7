-- One row is a deal as it was at the earlier moment.
select
    deal_id,
    deal_name,
    owner_id,
    owner_name,
    pipeline,
    stage,
    stage_name,
    stage_position,
    outcome,
    category,
    close_date,
    amount,
    currency,
    base_amount,
    base_weighted
from deal
order by deal_id
