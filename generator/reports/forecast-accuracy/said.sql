-- One row is a quarter that is over, the latest first: what the shown method says so many weeks before
-- its end, what came, and the target.
with said as (
    select
        past.last_day,
        date_diff('day', past.origin, past.last_day) // 7 as weeks,
        past.mean,
        past.settled,
        past.recorded
    from past_shown as past
    where
        past.horizon = 'quarter'
        and past.holder_kind = 'company'
        and past.settled is not null
    qualify row_number() over (
        partition by past.last_day, date_diff('day', past.origin, past.last_day) // 7
        order by past.origin
    ) = 1
)

select
    periods.label as quarter,
    min(said.mean) filter (where said.weeks = 12) as said_12,
    min(said.mean) filter (where said.weeks = 8) as said_8,
    min(said.mean) filter (where said.weeks = 4) as said_4,
    min(said.mean) filter (where said.weeks = 2) as said_2,
    min(said.mean) filter (where said.weeks = 0) as said_0,
    min(said.settled) as came,
    min(said.recorded) as came_first, -- as it was known when the quarter ended
    min(aimed.target) as target,
    min(said.settled) / nullif(min(aimed.target), 0) as target_share -- what came of the target
from said
inner join periods on periods.last_day = said.last_day and periods.kind = 'quarter'
left join target_period as aimed
    on aimed.holder_kind = 'company'
    and aimed.period = periods.period
    and aimed.measure = 'bookings'
group by periods.label, said.last_day
order by said.last_day desc
