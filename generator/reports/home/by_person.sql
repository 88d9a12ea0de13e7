-- One row is a person and what is won, or open in a forecast category, in the current quarter.
select
    part.holder_id as person_id,
    part.holder_name as person_name,
    part.part,
    part.amount,
    part.target
from outlook_part as part
inner join moment on moment.quarter = part.period
where part.holder_kind = 'people' and part.place <= 10
order by part.place, part.position
