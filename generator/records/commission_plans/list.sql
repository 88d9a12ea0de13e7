-- One row is a commission plan.
with paid as (
    select commission_plan, count(*) as people
    from people
    group by commission_plan
)

select
    plan.id as commission_plan_id,
    plan.name as commission_plan_name,
    replace(plan.basis, '_', ' ') as basis,
    plan.valid_from,
    plan.valid_to,
    paid.people
from commission_plans as plan
left join paid on paid.commission_plan = plan.id
order by plan.valid_from desc, plan.name, plan.id
