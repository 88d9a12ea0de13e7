-- One row is a target as it was written down; how far it is reached is told of the figure that holds.
with valid as (
    select targets.id
    from targets
    cross join moment
    inner join periods on periods.period = targets.period
    where
        targets.valid_from is null
        or targets.valid_from <= greatest(moment.as_of, periods.first_day)
    qualify row_number() over (
        partition by
            targets.person, targets.team, targets.territory, targets.family,
            targets.period, targets.measure
        order by targets.valid_from desc nulls last, targets.id desc
    ) = 1
)

select
    targets.id as target_id,
    coalesce(people.name, teams.name, territories.name, targets.family) || ', ' || periods.label
        as target_name,
    replace(targets.measure, '_', ' ') as measure,
    periods.label as period,
    periods.first_day as _first_day,
    case when targets.measure not in ('new_customers', 'activities') then targets.amount end
        as amount,
    case when targets.measure in ('new_customers', 'activities') then cast(targets.amount as bigint) end
        as count,
    coalesce(targets.currency, moment.base_currency) as currency,
    case when reached.state <> 'future' and valid.id is not null then reached.attainment end
        as attainment,
    targets.valid_from
from targets
cross join moment
inner join periods on periods.period = targets.period
left join valid on valid.id = targets.id
left join people on people.id = targets.person
left join teams on teams.id = targets.team
left join territories on territories.id = targets.territory
left join attainment as reached
    on reached.period = targets.period
    and reached.measure = targets.measure
    and reached.holder_kind = case
        when targets.person is not null then 'people'
        when targets.team is not null then 'teams'
        when targets.territory is not null then 'territories'
        else 'family'
    end
    and coalesce(reached.holder_id, reached.holder_name)
    = coalesce(targets.person, targets.team, targets.territory, targets.family)
order by periods.first_day desc, target_name, measure, targets.id
