-- One row is this quarter or the next: what is expected for the whole company, with its ranges.
select
    shown.horizon_label as quarter,
    shown.method,
    shown.point as expected, -- null where the range alone can be read
    shown.booked,
    shown.low_95,
    shown.low_80,
    shown.low_50,
    shown.high_50,
    shown.high_80,
    shown.high_95,
    shown.target,
    shown.target_chance,
    shown.label
from forecast_shown as shown
inner join moment on shown.period in (moment.quarter, moment.next_quarter)
where shown.holder_kind = 'company' and shown.horizon in ('quarter', 'next quarter')
order by shown.first_day
