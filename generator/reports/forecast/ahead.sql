-- One row is a window of days: what is expected for the whole company, with its ranges.
select
    horizon_label as window_name,
    first_day,
    last_day,
    booked,
    open,
    new,
    mean as expected,
    low_50,
    high_50,
    low_80,
    high_80,
    low_95,
    high_95,
    label as remark
from forecast_shown
where holder_kind = 'company' and horizon not like 'to %'
order by last_day, first_day, horizon
