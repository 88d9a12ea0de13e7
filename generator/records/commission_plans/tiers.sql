-- One row is a rate of the plan; it pays only the part above its attainment.
select
    record as plan_id,
    attainment,
    cast(rate as double) as paid_percent
from commission_plans_tiers
order by record, attainment, position
