-- One row is what somebody reached by a measure in a month: a person, a team with all its people, a
-- territory with all below it, a product family, the company.
with monthly as (
    select
        measure,
        month,
        person_id,
        territory_id,
        family,
        sum(amount) as amount
    from credit
    group by measure, month, person_id, territory_id, family
)

select
    'people' as holder_kind,
    person_id as holder_key,
    measure,
    month,
    sum(amount) as amount
from monthly
where person_id is not null
group by person_id, measure, month
union all
select
    'teams' as holder_kind,
    person_team.team_id as holder_key,
    monthly.measure,
    monthly.month,
    sum(monthly.amount) as amount
from monthly
inner join person_team on person_team.person_id = monthly.person_id
group by person_team.team_id, monthly.measure, monthly.month
union all
select
    'territories' as holder_kind,
    territory_tree.ancestor_id as holder_key,
    monthly.measure,
    monthly.month,
    sum(monthly.amount) as amount
from monthly
inner join territory_tree on territory_tree.territory_id = monthly.territory_id
group by territory_tree.ancestor_id, monthly.measure, monthly.month
union all
select
    'family' as holder_kind,
    family as holder_key,
    measure,
    month,
    sum(amount) as amount
from monthly
where family is not null
group by family, measure, month
union all
select
    'company' as holder_kind,
    '' as holder_key,
    measure,
    month,
    sum(amount) as amount
from monthly
group by measure, month
