-- One row is what somebody is to reach in a fiscal period by a measure, as it holds today. Where a
-- quarter or a year has no figure of its own, its months or quarters add up to one; where a team
-- has none, the teams and people below it do; the company's is that of its topmost teams and of
-- people without a team.
with stated as (
    select
        case
            when targets.person is not null then 'people'
            when targets.team is not null then 'teams'
            when targets.territory is not null then 'territories'
            else 'family'
        end as holder_kind,
        coalesce(targets.person, targets.team, targets.territory, targets.family) as holder_key,
        targets.period,
        targets.measure,
        case
            when targets.measure in ('new_customers', 'activities') then targets.amount
            else cast(round(targets.amount * rate.rate, 4) as decimal(24, 4))
        end as amount,
        row_number() over (
            partition by
                targets.person, targets.team, targets.territory, targets.family,
                targets.period, targets.measure
            order by targets.valid_from desc nulls last, targets.id desc
        ) as latest
    from targets
    cross join moment
    inner join periods on periods.period = targets.period
    left join currency_rates as rate
        on rate.currency = coalesce(targets.currency, moment.base_currency)
        and moment.as_of between rate.valid_from and rate.valid_to
    where
        targets.valid_from is null
        or targets.valid_from <= greatest(moment.as_of, periods.first_day)
),

own as (
    select
        stated.holder_kind,
        stated.holder_key,
        stated.period,
        periods.kind,
        stated.measure,
        stated.amount,
        'stated' as basis
    from stated
    inner join periods on periods.period = stated.period
    where stated.latest = 1 and stated.holder_key is not null
),

quarterly as (
    select
        own.holder_kind,
        own.holder_key,
        periods.quarter as period,
        'quarter' as kind,
        own.measure,
        sum(own.amount) as amount,
        'months' as basis
    from own
    inner join periods on periods.period = own.period
    where own.kind = 'month'
    group by own.holder_kind, own.holder_key, periods.quarter, own.measure
),

with_quarters as (
    select * from own
    union all by name
    select * from quarterly anti join own using (holder_kind, holder_key, period, measure)
),

yearly as (
    select
        part.holder_kind,
        part.holder_key,
        periods.year as period,
        'year' as kind,
        part.measure,
        sum(part.amount) as amount,
        'quarters' as basis
    from with_quarters as part
    inner join periods on periods.period = part.period
    where part.kind = 'quarter'
    group by part.holder_kind, part.holder_key, periods.year, part.measure
),

with_years as (
    select * from with_quarters
    union all by name
    select * from yearly anti join own using (holder_kind, holder_key, period, measure)
),

below as (
    select 'people' as unit_kind, person_id as unit, team_id as team, depth
    from person_team
    union all
    select 'teams' as unit_kind, team_id as unit, ancestor_id as team, depth
    from team_tree
    where depth > 0
),

gathered as (
    select
        below.unit_kind,
        below.unit,
        below.team,
        below.depth,
        part.period,
        part.kind,
        part.measure,
        part.amount
    from with_years as part
    inner join below on below.unit_kind = part.holder_kind and below.unit = part.holder_key
),

counted_already as (
    select
        gathered.unit_kind,
        gathered.unit,
        gathered.period,
        gathered.measure,
        min(gathered.depth) as depth
    from gathered
    inner join with_years as override
        on override.holder_kind = 'teams'
        and override.holder_key = gathered.team
        and override.period = gathered.period
        and override.measure = gathered.measure
    group by gathered.unit_kind, gathered.unit, gathered.period, gathered.measure
),

of_members as (
    select
        'teams' as holder_kind,
        gathered.team as holder_key,
        gathered.period,
        gathered.kind,
        gathered.measure,
        sum(gathered.amount) as amount,
        'members' as basis
    from gathered
    left join counted_already as nearer
        on nearer.unit_kind = gathered.unit_kind
        and nearer.unit = gathered.unit
        and nearer.period = gathered.period
        and nearer.measure = gathered.measure
    where nearer.depth is null or gathered.depth < nearer.depth
    group by gathered.team, gathered.period, gathered.kind, gathered.measure
),

with_teams as (
    select * from with_years
    union all by name
    select * from of_members
),

topmost as (
    select
        part.period,
        part.kind,
        part.measure,
        part.amount
    from with_teams as part
    inner join teams on teams.id = part.holder_key
    where part.holder_kind = 'teams' and teams.parent is null
    union all
    select
        part.period,
        part.kind,
        part.measure,
        part.amount
    from with_teams as part
    inner join people on people.id = part.holder_key
    where part.holder_kind = 'people' and people.team is null
),

every as (
    select * from with_teams
    union all by name
    select
        'company' as holder_kind,
        '' as holder_key,
        period,
        kind,
        measure,
        sum(amount) as amount,
        'teams' as basis
    from topmost
    group by period, kind, measure
)

select
    every.holder_kind, -- people, teams, territories, family or company
    holder.holder_id, -- null for a family and for the company
    holder.holder_name,
    every.holder_key,
    holder.team_id, -- the person's team, the team's parent
    every.period,
    every.kind as period_kind,
    every.measure,
    cast(every.amount as decimal(24, 4)) as target, -- in the base currency, or a count
    every.basis -- stated, or what it adds up: months, quarters, members or teams
from every
inner join holder
    on holder.holder_kind = every.holder_kind
    and holder.holder_key = every.holder_key
