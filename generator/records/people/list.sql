-- One row is a person: those who work here first.
with deals_sum as (
    select
        owner_id,
        count(*) as open_count,
        sum(base_amount) as open_amount
    from deal
    where outcome = 'open'
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
    people.id as person_id,
    people.name as person_name,
    replace(people.role, '_', ' ') as role,
    people.team as team_id,
    teams.name as team_name,
    people.mail,
    deals_sum.open_count as deals,
    deals_sum.open_amount as open_deals,
    quarter.target,
    quarter.actual as won,
    quarter.attainment,
    people.active_to as left_on
from people
left join teams on teams.id = people.team
left join deals_sum on deals_sum.owner_id = people.id
left join quarter on quarter.holder_id = people.id
order by people.active_to is not null, teams.name nulls first, people.name, people.id
