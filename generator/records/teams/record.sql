-- One row is a team with all teams below it, and what the head of its page says.
with member as (
    select
        team_id,
        count(*) as people
    from person_team
    group by team_id
),

pipeline as (
    select
        tree.ancestor_id as team_id,
        count(*) as deals,
        sum(open_deal.base_amount) as amount,
        sum(open_deal.base_weighted) as weighted
    from open_deal
    inner join team_tree as tree on tree.team_id = open_deal.team_id
    group by tree.ancestor_id
),

quarter as (
    select
        attainment.holder_id,
        attainment.period_label,
        attainment.target,
        attainment.actual,
        attainment.attainment,
        attainment.time_share
    from attainment
    cross join moment
    where
        attainment.holder_kind = 'teams'
        and attainment.period = moment.quarter
        and attainment.measure = 'bookings'
)

select
    teams.id,
    teams.name as title,
    coalesce('part of ' || parent.name, 'a team') as description,
    teams.parent as parent_id,
    parent.name as parent_name,
    teams.manager as manager_id,
    manager.name as manager_name,
    coalesce(member.people, 0) as people,
    coalesce(pipeline.deals, 0) as deals,
    pipeline.amount,
    pipeline.weighted,
    quarter.period_label,
    quarter.target,
    quarter.actual,
    quarter.attainment,
    quarter.time_share
from teams
left join teams as parent on parent.id = teams.parent
left join people as manager on manager.id = teams.manager
left join member on member.team_id = teams.id
left join pipeline on pipeline.team_id = teams.id
left join quarter on quarter.holder_id = teams.id
order by teams.id
