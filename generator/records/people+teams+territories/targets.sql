-- One row is a target for this fiscal year, one of its quarters or the year before, and how far it
-- is reached.
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
    and (
        periods.year = moment.year
        or (periods.year = moment.previous_year and attainment.period_kind = 'year')
    )
    and not attainment.counted
order by attainment.holder_id, periods.year desc, attainment.measure, attainment.period_kind desc, attainment.first_day
