-- One row is a target of another measure than bookings, as written down for a period that runs today.
select
    replace(measure, '_', ' ') as measure,
    holder_kind as held_kind,
    holder_id as held_id,
    holder_name as held_name,
    period_label as period,
    case when not counted then target end as target,
    case when not counted then actual end as actual,
    case when counted then cast(target as bigint) end as target_count,
    case when counted then cast(actual as bigint) end as actual_count,
    attainment,
    pace as pace_ratio,
    case when pace < 0.8 then 'bad' when pace >= 1 then 'won' end as pace_ratio_tone
from attainment
where
    state = 'current'
    and measure <> 'bookings'
    and basis = 'stated'
order by measure, period_label, attainment desc nulls last, held_name
