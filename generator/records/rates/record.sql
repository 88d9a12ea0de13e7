-- One row is a table of rates.
select
    rates.id,
    title.title,
    'what one unit is worth in ' || rates.base as description,
    rates.base,
    rates.date,
    lead(rates.date) over (partition by rates.base order by rates.date, rates.id) as next_date,
    lag(rates.id) over (partition by rates.base order by rates.date, rates.id) as before_id,
    lead(rates.id) over (partition by rates.base order by rates.date, rates.id) as after_id
from rates
inner join record_title as title on title.kind = 'rates' and title.id = rates.id
order by rates.id
