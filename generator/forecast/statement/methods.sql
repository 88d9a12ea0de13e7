-- One row is a method and what it says of a window, beside how far it was off so far.
select
    total.horizon,
    total.method,
    total.mean,
    case
        when not coalesce(list_contains(string_split(total.label, '; '), 'range only'), false)
            then total.mean
    end as point, -- the mean, where one figure can be told
    score.wape,
    score.bias,
    score.floor,
    score.coverage_80,
    score.forecasts,
    score.independent,
    total.method = shown.method as shown,
    choice.words as why -- it is shown; null for the others
from forecast_total as total
left join forecast_shown as shown
    on shown.horizon = total.horizon
    and shown.holder_kind = total.holder_kind
    and shown.holder_id is not distinct from total.holder_id
cross join moment
left join forecast_choice as choice
    on choice.origin = moment.as_of
    and choice.horizon = total.horizon
    and choice.method = total.method
    and choice.method = shown.method
left join forecast_score as score
    on score.horizon = total.horizon
    and score.method = total.method
    and score.holder_kind = total.holder_kind
    and score.holder_id is not distinct from total.holder_id
where
    total.holder_kind = $kind
    and total.holder_id is not distinct from $id
    and total.horizon in ('4 weeks', '13 weeks', 'quarter')
order by total.last_day, total.horizon, score.wape nulls last, total.method
