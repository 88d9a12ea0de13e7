-- One row is a person, with what the head of the page says.
with deals_sum as (
    select
        owner_id,
        count(*) filter (where outcome = 'open') as open_count,
        sum(base_amount) filter (where outcome = 'open') as open_amount,
        sum(base_weighted) filter (where outcome = 'open') as weighted,
        count(*) filter (where outcome = 'won') as won_count,
        count(*) filter (where outcome <> 'open') as closed_count
    from deal
    group by owner_id
),

done as (
    select
        activity.person_id,
        count(*) filter (where activity.day > moment.as_of - interval 30 day) as month_count,
        max(activity.day) as last_on
    from activity
    cross join moment
    where activity.status = 'done' and activity.day <= moment.as_of
    group by activity.person_id
),

score as (
    select
        owner_id,
        sum(filled) * 100 / sum(possible) as score
    from completeness
    group by owner_id
),

quarter as (
    select
        attainment.holder_id as person_id,
        attainment.period_label,
        attainment.target,
        attainment.actual,
        attainment.attainment,
        attainment.time_share,
        attainment.gap
    from attainment
    cross join moment
    where
        attainment.holder_kind = 'people'
        and attainment.period = moment.quarter
        and attainment.measure = 'bookings'
)

select
    people.id,
    people.name as title,
    case
        when replace(people.name, ' ', '') <> people.family || people.given
            then people.family || ' ' || people.given
    end as alias,
    concat_ws(', ', replace(people.role, '_', ' '), teams.name) as description,
    replace(people.role, '_', ' ') as role,
    people.mail,
    people.team as team_id,
    teams.name as team_name,
    people.manager as manager_id,
    manager.name as manager_name,
    people.territory as territory_id,
    territories.name as territory_name,
    people.commission_plan as plan_id,
    commission_plans.name as plan_name,
    people.active_from,
    people.active_to,
    coalesce(deals_sum.open_count, 0) as open_count,
    deals_sum.open_amount,
    deals_sum.weighted,
    deals_sum.won_count / nullif(deals_sum.closed_count, 0) as win_rate,
    deals_sum.closed_count,
    coalesce(done.month_count, 0) as activity_count,
    done.last_on,
    score.score as completeness,
    quarter.period_label,
    quarter.target,
    quarter.actual,
    quarter.attainment,
    quarter.time_share,
    quarter.gap
from people
left join teams on teams.id = people.team
left join people as manager on manager.id = people.manager
left join territories on territories.id = people.territory
left join commission_plans on commission_plans.id = people.commission_plan
left join deals_sum on deals_sum.owner_id = people.id
left join done on done.person_id = people.id
left join score on score.owner_id = people.id
left join quarter on quarter.person_id = people.id
order by people.id
