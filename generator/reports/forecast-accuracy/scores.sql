-- One row is a method and a window: how good its forecasts for the whole company were.
select
    score.horizon as window_name,
    case when score.method = basis.chosen then score.method || ' (shown)' else score.method end
        as method,
    score.wape as error_share,
    score.bias as bias_share, -- above 0 is too much
    score.floor as floor_share, -- the error that chance alone leaves
    score.mase as naive_ratio, -- mean error / that of the 13-week mean
    score.skill as skill_share, -- the gain in CRPS over the windows of the past
    score.coverage_50 as inside_50_share,
    score.coverage_80 as inside_80_share,
    score.coverage_95 as inside_95_share,
    score.width as width_ratio, -- the mean 80 % range / the mean of what came
    score.forecasts,
    score.independent -- windows of which no two overlap
from forecast_score as score
cross join forecast_basis as basis
where score.holder_kind = 'company'
order by score.horizon = '13 weeks' desc, score.horizon, score.wape nulls last, score.method
