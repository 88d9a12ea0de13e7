-- One row is a method and a window: how good its forecasts for the whole company were, under the name
-- by which pages call it. What was shown has a row by itself where it was not the same method all the
-- time.
with changed as (
    select horizon
    from forecast_choice
    group by horizon
    having count(distinct method) > 1
)

select
    score.horizon,
    case
        when score.method = coalesce(choice.method, basis.chosen) then score.method || ' (shown)'
        when score.method = 'shown' then 'what was shown'
        else score.method
    end as name, -- with a mark at the method that is shown
    score.* exclude (horizon, holder_kind, holder_id)
from forecast_score as score
cross join forecast_basis as basis
cross join moment
left join forecast_choice as choice
    on choice.origin = moment.as_of
    and choice.horizon = score.horizon
where
    score.holder_kind = 'company'
    and (score.method <> 'shown' or score.horizon in (select changed.horizon from changed))
