-- One row is the end of a week of the current quarter: what was won up to then, and what was due.
with won_day as (
    select
        close_date as day,
        sum(base_amount) as won
    from closed_deal
    where won
    group by close_date
),

week as (
    select
        calendar.quarter_week as week,
        count(*) filter (where calendar.working_day) as working_days,
        sum(won_day.won) as won
    from calendar
    inner join moment on moment.quarter = calendar.quarter
    left join won_day on won_day.day = calendar.day
    group by calendar.quarter_week
    union all
    select 0 as week, 0 as working_days, 0 as won
),

company as (
    select
        outlook.target,
        outlook.commit_forecast,
        outlook.best_case_forecast
    from outlook
    inner join moment on moment.quarter = outlook.period
    where outlook.holder_kind = 'company'
)

select
    'W' || week.week as week,
    case
        when week.week <= moment.quarter_week
            then sum(coalesce(week.won, 0)) over (order by week.week)
    end as won,
    company.target * sum(week.working_days) over (order by week.week)
    / nullif(sum(week.working_days) over (), 0) as pace,
    case when week.week = moment.quarter_weeks then company.commit_forecast end as commit,
    case when week.week = moment.quarter_weeks then company.best_case_forecast end as best_case,
    course.expected,
    course.low_80,
    course.high_80,
    company.target
from week
cross join moment
left join company on true
left join forecast_course as course on course.week = week.week
order by week.week
