-- One row is the end of a week of the current quarter: what was won up to then, and what is expected
-- by then, with its ranges.
select
    'W' || course.week as week,
    won,
    expected,
    low_95,
    low_80,
    low_50,
    high_50,
    high_80,
    high_95,
    target
from forecast_course as course
order by course.week
