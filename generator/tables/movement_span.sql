-- One row is a pair of moments between which the pipeline is compared, each the end of a day: the
-- later one is the day for which the book is read.
with first_commit as (
    select min(known_on) as day
    from commits
),

pair as (
    select 'week' as span, 1 as position, 'Last 7 days' as span_name, as_of - 7 as from_day, as_of
    from moment
    union all
    select 'four_weeks', 2, 'Last 4 weeks', as_of - 28, as_of
    from moment
    union all
    select 'quarter', 3, quarter_label || ' so far', quarter_start - 1, as_of
    from moment
)

select
    pair.span, -- week, four_weeks or quarter
    pair.position,
    pair.span_name,
    pair.from_day, -- the earlier moment is the end of this day
    pair.as_of as to_day,
    first_commit.day as since, -- the day on which the history begins; null where there is none
    coalesce(pair.from_day >= first_commit.day, false) as known -- whether it goes back so far
from pair
cross join first_commit
