-- One row is a team and its target for bookings in the current quarter, beside those of its people.
with member as (
    select
        person_team.team_id,
        sum(attainment.target) as target
    from attainment
    inner join moment on moment.quarter = attainment.period
    inner join person_team on person_team.person_id = attainment.holder_id
    where attainment.holder_kind = 'people' and attainment.measure = 'bookings'
    group by person_team.team_id
)

select
    attainment.holder_id as team_id,
    attainment.holder_name as team_name,
    attainment.target,
    attainment.actual as won,
    attainment.attainment,
    attainment.pace as pace_ratio,
    case when attainment.pace < 0.8 then 'bad' when attainment.pace >= 1 then 'won' end
        as pace_ratio_tone,
    attainment.gap,
    attainment.needed_weekly,
    member.target as targets_of_people,
    member.target / nullif(attainment.target, 0) - 1 as over_assigned_share
from attainment
inner join moment on moment.quarter = attainment.period
left join member on member.team_id = attainment.holder_id
where attainment.holder_kind = 'teams' and attainment.measure = 'bookings'
order by attainment.attainment desc nulls last, attainment.holder_name
