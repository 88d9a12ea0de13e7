-- One row is a person and what is won, or open in a forecast category, in this quarter or the next.
select
    part.period_label as quarter,
    part.holder_id as person_id,
    part.holder_name as person_name,
    part.part,
    part.amount,
    part.target
from outlook_part as part
inner join moment on part.period in (moment.quarter, moment.next_quarter)
where part.holder_kind = 'people' and part.place <= 20
order by part.first_day, part.place, part.position
