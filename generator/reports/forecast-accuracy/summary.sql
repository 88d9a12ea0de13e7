-- One row is a window, the quarter of the first page first: how good what was shown in it was, and the
-- method besides that did best, of those that have as many forecasts.
with now as (
    select
        choice.horizon,
        choice.method,
        choice.words
    from forecast_choice as choice
    inner join moment on moment.as_of = choice.origin
),

best as (
    select
        other.horizon,
        min_by(other.method, other.wape) as method,
        min(other.wape) as wape
    from forecast_score as other
    inner join forecast_score as shown
        on shown.method = 'shown'
        and shown.horizon = other.horizon
        and shown.holder_kind = 'company'
        and shown.forecasts <= other.forecasts
    left join now on now.horizon = other.horizon
    where
        other.holder_kind = 'company'
        and other.method <> 'shown'
        and other.method is distinct from now.method
    group by other.horizon
)

select
    score.horizon,
    now.method,
    now.words as why,
    score.forecasts,
    score.independent,
    score.wape as error_share,
    score.bias as bias_share,
    score.floor as floor_share,
    score.skill as skill_share,
    score.coverage_80 as inside_share,
    score.coverage_80_low as inside_low_share,
    score.coverage_80_high as inside_high_share,
    score.coverage_95 as inside_95_share,
    naive.wape as naive_error_share,
    best.method as best_method,
    best.wape as best_error_share
from forecast_score as score
left join now on now.horizon = score.horizon
left join forecast_score as naive
    on naive.horizon = score.horizon
    and naive.holder_kind = 'company'
    and naive.method = '13-week mean'
left join best on best.horizon = score.horizon
where score.method = 'shown' and score.holder_kind = 'company'
order by score.horizon = 'quarter' desc, score.horizon = '13 weeks' desc, score.horizon
