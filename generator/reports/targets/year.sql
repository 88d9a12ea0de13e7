-- One row is somebody with targets for bookings in the current fiscal year: how far each is reached.
-- Where a quarter has no target, and the year none of its own, the year counts the quarters that
-- have one.
with reached as (
    select
        attainment.holder_kind,
        attainment.holder_id,
        attainment.holder_name,
        attainment.state,
        attainment.target,
        attainment.actual,
        attainment.attainment,
        case when attainment.period_kind = 'year' then 5 else periods.number end as place,
        count(*) filter (where attainment.period_kind = 'quarter') over (
            partition by attainment.holder_kind, attainment.holder_id, attainment.holder_name
        ) as quarters,
        bool_or(attainment.period_kind = 'year' and attainment.basis = 'stated') over (
            partition by attainment.holder_kind, attainment.holder_id, attainment.holder_name
        ) as own_year,
        case
            when attainment.state = 'future' then null
            when attainment.attainment > 120 then 'warn'
            when attainment.attainment >= 100 then 'won'
            when attainment.state = 'past' or attainment.pace < 0.8 then 'bad'
        end as tone
    from attainment
    inner join periods on periods.period = attainment.period
    inner join moment on moment.year = periods.year
    where attainment.measure = 'bookings' and attainment.period_kind in ('quarter', 'year')
),

counted as (
    select
        holder_kind,
        holder_id,
        holder_name,
        place,
        target,
        actual,
        attainment,
        tone,
        case when own_year or quarters in (0, 4) then place = 5 else place < 5 end as in_year,
        state <> 'future' as begun
    from reached
)

select
    holder_kind as held_kind,
    holder_id as held_id,
    holder_name as held_name,
    max(attainment) filter (where place = 1 and begun) as q1_attainment,
    max(tone) filter (where place = 1) as q1_attainment_tone,
    max(attainment) filter (where place = 2 and begun) as q2_attainment,
    max(tone) filter (where place = 2) as q2_attainment_tone,
    max(attainment) filter (where place = 3 and begun) as q3_attainment,
    max(tone) filter (where place = 3) as q3_attainment_tone,
    max(attainment) filter (where place = 4 and begun) as q4_attainment,
    max(tone) filter (where place = 4) as q4_attainment_tone,
    sum(actual) filter (where in_year) * 100 / nullif(sum(target) filter (where in_year), 0)
        as year_attainment,
    sum(actual) filter (where in_year) as won,
    sum(target) filter (where in_year) as target
from counted
group by holder_kind, holder_id, holder_name
order by
    array_position(['company', 'teams', 'people', 'territories', 'family'], holder_kind),
    year_attainment desc nulls last,
    holder_name
