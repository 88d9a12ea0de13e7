-- One row: the company's bookings in the current quarter against the target, and how people stand.
with person as (
    select
        count(*) as people,
        count(*) filter (where attainment.pace >= 1) as on_pace,
        count(*) filter (where attainment.attainment >= 100) as reached,
        count(*) filter (where attainment.attainment > 110) as over_reached
    from attainment
    inner join moment on moment.quarter = attainment.period
    where attainment.holder_kind = 'people' and attainment.measure = 'bookings'
)

select
    company.actual as won,
    company.target,
    company.attainment,
    company.time_share,
    company.pace as pace_ratio,
    company.gap,
    company.needed_weekly,
    company.actual * 7 / (moment.as_of - moment.quarter_start + 1) as won_weekly,
    person.people,
    person.on_pace, -- people whose attainment keeps up with the working days that are over
    person.reached, -- people with 100 % and more
    person.over_reached -- people with more than 110 %
from moment
cross join person
left join attainment as company
    on company.period = moment.quarter
    and company.holder_kind = 'company'
    and company.measure = 'bookings'
order by company.period
