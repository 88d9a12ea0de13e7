-- One row is a window and a bin: what deals were said to be won with, and how many were. Many chances
-- are pooled so that the shares rise; few are in bins of ten points.
select
    horizon as window_name,
    format('{:.0f}', round(said * 100)) as bin,
    round(said * 100, 2) as said_percent,
    round(won * 100, 2) as won_percent,
    round(won_low * 100, 2) as won_low_percent,
    round(won_high * 100, 2) as won_high_percent,
    chances
from forecast_calibration
order by horizon = 'quarter' desc, horizon = '13 weeks' desc, horizon, low
