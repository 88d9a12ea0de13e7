-- One row is a week of one of the last four quarters that are over: what the shown method says of the
-- quarter so many weeks before its end, with its 80 % range, and what came.
with over as (
    select distinct last_day
    from past_forecast
    where horizon = 'quarter' and settled is not null
    order by last_day desc
    limit 4
)

select
    periods.label as quarter,
    cast(date_diff('day', past.origin, past.last_day) // 7 as varchar) as weeks,
    past.mean as said,
    past.low_80,
    past.high_80,
    past.booked,
    past.settled as came
from past_shown as past
inner join over on over.last_day = past.last_day
inner join periods on periods.last_day = past.last_day and periods.kind = 'quarter'
where past.horizon = 'quarter' and past.holder_kind = 'company' and past.settled is not null
order by past.last_day desc, past.origin
