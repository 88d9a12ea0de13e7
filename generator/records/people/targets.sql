-- One row is a target of the person for this fiscal year's quarters and the year, and how far it is
-- reached.
select
    attainment.holder_id,
    attainment.period_label as period,
    replace(attainment.measure, '_', ' ') as measure,
    attainment.counted,
    attainment.target,
    attainment.actual,
    attainment.attainment,
    case
        when attainment.state = 'past' and attainment.attainment >= 100 then 'won'
        when attainment.state = 'past' and attainment.attainment < 80 then 'bad'
    end as attainment_tone,
    attainment.gap
from attainment
cross join moment
inner join periods on periods.period = attainment.period
where
    attainment.holder_kind = '$kind'
    and attainment.period_kind in ('quarter', 'year')
    and periods.year in (moment.year, moment.previous_year)
    and not attainment.counted
order by attainment.holder_id, periods.year desc, attainment.measure, attainment.period_kind desc, attainment.first_day
