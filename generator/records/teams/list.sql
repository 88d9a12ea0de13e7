-- One row is a team, with all teams below it.
with member as (
    select
        team_id,
        count(*) as people
    from person_team
    group by team_id
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
        attainment.holder_kind = 'teams'
        and attainment.period = moment.quarter
        and attainment.measure = 'bookings'
)

select
    teams.id as team_id,
    teams.name as team_name,
    parent.name as part_of,
    teams.manager as manager_id,
    manager.name as manager_name,
    member.people,
    quarter.target,
    quarter.actual as won,
    quarter.attainment
from teams
left join teams as parent on parent.id = teams.parent
left join people as manager on manager.id = teams.manager
left join member on member.team_id = teams.id
left join quarter on quarter.holder_id = teams.id
order by teams.name, teams.id
