-- One row is a month of the current fiscal year: what the company won, beside its target.
with won as (
    select
        close_month as month,
        sum(base_amount) as amount
    from closed_deal
    where won
    group by close_month
),

aim as (
    select
        period,
        target
    from target_period
    where holder_kind = 'company' and measure = 'bookings'
)

select
    months.label[:3] as month,
    case when months.state <> 'future' then coalesce(won.amount, 0) end as won,
    coalesce(aim.target, quarter.target / 3) as target -- a third of the quarter's where it has none
from periods as months
inner join moment on moment.year = months.year
left join won on won.month = months.period
left join aim on aim.period = months.period
left join aim as quarter on quarter.period = months.quarter
where months.kind = 'month'
order by months.first_day
