-- One row is a method and what it says of a window for the whole company, beside its errors so far.
select
    total.horizon as window_name,
    case when total.method = shown.method then total.method || ' (shown)' else total.method end
        as method,
    case
        when not coalesce(list_contains(string_split(total.label, '; '), 'range only'), false)
            then total.mean
    end as expected,
    score.wape as error_share,
    score.bias as bias_share, -- above 0 is too much
    score.skill as skill_share, -- the gain in CRPS over the windows of the past
    score.coverage_80 as inside_share, -- of outcomes inside the 80 % range
    score.forecasts,
    score.independent, -- windows of which no two overlap
    upper(choice.horizon[1]) || choice.horizon[2:] || ': ' || choice.method || ' is '
    || choice.words || '.' as why -- it is shown; null for the others
from forecast_total as total
left join forecast_shown as shown
    on shown.horizon = total.horizon
    and shown.holder_kind = 'company'
cross join moment
left join forecast_choice as choice
    on choice.origin = moment.as_of
    and choice.horizon = total.horizon
    and choice.method = total.method
left join forecast_score as score
    on score.horizon = total.horizon
    and score.method = total.method
    and score.holder_kind = 'company'
where total.holder_kind = 'company' and total.horizon in ('4 weeks', '13 weeks', 'quarter')
order by total.last_day, total.horizon, score.wape nulls last, total.method
