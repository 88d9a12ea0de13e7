-- One row is a window of days: what is expected for the whole company, with its ranges.
select
    horizon_label as window_name,
    first_day,
    last_day,
    booked,
    case when point is not null then open end as open,
    case when point is not null then new end as new,
    point as expected, -- null where the range alone can be read
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
