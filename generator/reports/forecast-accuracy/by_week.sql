-- One row is a number of weeks before the end of a quarter: by how much each method missed, over all
-- quarters that are over, as a share of what came.
with said as (
    select origin, last_day, 'shown' as method, mean, settled
    from past_shown
    where horizon = 'quarter' and holder_kind = 'company' and settled is not null
    union all
    select origin, last_day, method, mean, settled
    from past_forecast
    where horizon = 'quarter' and holder_kind = 'company' and settled is not null
),

missed as (
    select
        date_diff('day', origin, last_day) // 7 as weeks,
        method,
        count(*) as quarters,
        sum(abs(mean - settled)) / nullif(sum(abs(settled)), 0) as missed
    from said
    group by date_diff('day', origin, last_day) // 7, method
)

select
    cast(missed.weeks as varchar) as weeks,
    max(missed.quarters) as quarters,
    min(missed.missed) filter (where missed.method = 'shown') as shown_share,
    min(missed.missed) filter (where missed.method = 'stage weights') as stage_weights_share,
    min(missed.missed) filter (where missed.method = 'commit') as commit_share,
    min(missed.missed) filter (where missed.method = '13-week mean') as mean_share,
    min(missed.missed) filter (where missed.method = 'submitted') as submitted_share
from missed
where missed.weeks <= 12
group by missed.weeks
order by missed.weeks desc
