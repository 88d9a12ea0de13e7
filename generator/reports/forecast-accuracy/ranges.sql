-- One row is a method that gives ranges, and a window: what its ranges held for the whole company, and
-- their scores.
select
    horizon as window_name,
    name as method,
    coverage_50 as inside_50_share,
    coverage_80 as inside_80_share,
    coverage_90 as inside_90_share,
    coverage_95 as inside_95_share,
    width as width_ratio, -- the mean 80 % range / the mean of what came
    crps,
    pinball,
    winkler_50,
    winkler_80,
    winkler_90,
    winkler_95
from forecast_rival
where crps is not null
order by horizon = 'quarter' desc, horizon = '13 weeks' desc, horizon, crps, method
