-- One row is a factor on the rate above an attainment.
select
    record as plan_id,
    cast(above as double) as above_percent,
    cast(factor as double) as factor
from commission_plans_accelerators
order by record, above, position
