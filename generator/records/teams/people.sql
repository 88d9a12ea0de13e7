-- One row is a person of the team or of a team below it.
with pipeline as (
    select
        owner_id,
        count(*) as deals,
        sum(base_amount) as amount
    from open_deal
    group by owner_id
),

quarter as (
    select
        attainment.holder_id,
        attainment.target,
        attainment.actual,
        attainment.attainment
    from attainment
    cross join moment
    where
        attainment.holder_kind = 'people'
        and attainment.period = moment.quarter
        and attainment.measure = 'bookings'
)

select
    person_team.team_id as of_team,
    person_team.person_id,
    person_team.person_name,
    replace(people.role, '_', ' ') as role,
    case when people.team <> person_team.team_id then people.team end as team_id,
    own.name as team_name,
    pipeline.deals as deal_count,
    pipeline.amount as open_deals,
    quarter.target,
    quarter.actual as won,
    quarter.attainment
from person_team
inner join people on people.id = person_team.person_id
left join teams as own on own.id = people.team and people.team <> person_team.team_id
left join pipeline on pipeline.owner_id = people.id
left join quarter on quarter.holder_id = people.id
where people.active_to is null
order by person_team.team_id, person_team.depth, person_team.person_name, person_team.person_id
