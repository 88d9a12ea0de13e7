-- One row is a month of the last twelve and what the person won in it.
with latest as (
    select
        period.period,
        period.first_day
    from periods as period
    cross join moment
    where period.kind = 'month' and period.first_day <= moment.as_of
    qualify row_number() over (order by period.first_day desc) <= 12
),

won as (
    select
        person_id,
        month,
        sum(amount) as amount
    from credit
    where measure = 'bookings'
    group by person_id, month
),

winner as (
    select distinct won.person_id
    from won
    inner join latest on latest.period = won.month
    where won.person_id is not null
)

select
    winner.person_id,
    strftime(latest.first_day, '%b') as label,
    coalesce(sum(won.amount), 0) as amount
from winner
cross join latest
left join won on won.person_id = winner.person_id and won.month = latest.period
group by winner.person_id, latest.first_day
order by winner.person_id, latest.first_day
