-- One row is a window and a bin of ten points: what deals were said to be won with, and how many were.
select
    horizon as window_name,
    cast(round(low * 100) as bigint) || ' – ' || cast(round(high * 100) as bigint) as bin,
    round(said * 100, 2) as said_percent,
    round(won * 100, 2) as won_percent,
    round(won_low * 100, 2) as won_low_percent,
    round(won_high * 100, 2) as won_high_percent,
    chances,
    skill as skill_share,
    static_skill as static_skill_share
from forecast_calibration
order by horizon = '13 weeks' desc, horizon, low
