-- One row is the method that is shown, in the windows of 13 weeks and of the quarter: how good it was.
select
    score.horizon,
    score.method,
    score.forecasts,
    score.independent,
    score.wape as error_share,
    score.bias as bias_share,
    score.floor as floor_share,
    score.mase,
    score.skill as skill_share,
    score.coverage_80 as inside_share,
    score.coverage_80_low as inside_low_share,
    score.coverage_80_high as inside_high_share,
    naive.wape as naive_error_share
from forecast_score as score
inner join forecast_basis as basis on basis.chosen = score.method
left join forecast_score as naive
    on naive.horizon = score.horizon
    and naive.holder_kind = 'company'
    and naive.method = '13-week mean'
where score.holder_kind = 'company'
order by score.horizon = '13 weeks' desc, score.horizon = 'quarter' desc, score.horizon
