-- One row is a person and the target for bookings in the current quarter.
select
    attainment.holder_id as person_id,
    attainment.holder_name as person_name,
    attainment.target,
    attainment.actual as won,
    attainment.attainment,
    attainment.pace as pace_ratio, -- attainment / share of working days that is over
    case when attainment.pace < 0.8 then 'bad' when attainment.pace >= 1 then 'won' end
        as pace_ratio_tone,
    attainment.gap,
    attainment.needed_weekly,
    attainment.coverage,
    case
        when attainment.attainment > 120 then 'warn: over 120 %'
        when attainment.attainment > 110 then 'info: over 110 %'
        when attainment.attainment >= 100 then 'won: reached'
    end as status
from attainment
inner join moment on moment.quarter = attainment.period
where attainment.holder_kind = 'people' and attainment.measure = 'bookings'
order by attainment.attainment desc nulls last, attainment.holder_name
