-- One row is a commission plan, with what the head of its page says.
with paid as (
    select commission_plan, count(*) as people
    from people
    group by commission_plan
)

select
    plan.id,
    plan.name as title,
    'pays on ' || replace(plan.basis, '_', ' ') as description,
    replace(plan.basis, '_', ' ') as basis,
    plan.valid_from,
    plan.valid_to,
    plan.valid_to < moment.as_of as over,
    plan.splits as shares_splits,
    plan.clawback_days,
    coalesce(paid.people, 0) as people
from commission_plans as plan
cross join moment
left join paid on paid.commission_plan = plan.id
order by plan.id
