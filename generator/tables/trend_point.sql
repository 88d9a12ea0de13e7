-- One row is a day at whose end the past is looked at: the end of each week from the beginning of
-- the history to the day of the report, or of each month where that is more than two years, and the
-- day of the report itself.
with span as (
    select
        min(commits.known_on) as first_day,
        max(moment.as_of) as last_day
    from commits
    inner join moment on commits.known_on <= moment.as_of
),

steps as (
    select
        first_day,
        last_day,
        date_diff('day', first_day, last_day) > 2 * 366 as by_month
    from span
    where first_day is not null
),

ends as (
    select
        by_month,
        last_day,
        unnest(
            case
                when by_month
                    then generate_series(
                        date_trunc('month', first_day), last_day, interval 1 month
                    )
                else generate_series(date_trunc('week', first_day), last_day, interval 7 days)
            end
        ) as first_day
    from steps
)

select distinct
    least(
        case
            when by_month then last_day(first_day)
            else cast(first_day + interval 6 days as date)
        end,
        last_day
    ) as day,
    by_month -- whether the days are ends of months, not of weeks
from ends
