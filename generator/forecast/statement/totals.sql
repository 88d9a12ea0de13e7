-- One row is a window of days, and what is forecast for it: of the scope that is asked for.
select
    horizon,
    horizon_label,
    first_day,
    last_day,
    method,
    booked,
    open,
    new,
    mean,
    point,
    low_50,
    high_50,
    low_80,
    high_80,
    low_95,
    high_95,
    target,
    gap,
    target_chance,
    label
from forecast_shown
where holder_kind = $kind and holder_id is not distinct from $id and horizon not like 'to %'
order by last_day, first_day, horizon
