-- One row is a method and a window: how good its forecasts for the whole company were.
select
    horizon as window_name,
    name as method,
    wape as error_share,
    bias as bias_share, -- above 0 is too much
    floor as floor_share, -- the error that chance alone leaves
    mase as naive_ratio, -- mean error / that of the 13-week mean
    skill as skill_share, -- the gain in CRPS over the windows of the past
    forecasts,
    independent -- windows of which no two overlap
from forecast_rival
order by horizon = 'quarter' desc, horizon = '13 weeks' desc, horizon, wape nulls last, method
