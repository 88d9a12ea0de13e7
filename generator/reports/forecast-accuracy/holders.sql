-- One row is a team or a person: how far what was shown was off for them in windows of 13 weeks, and
-- how much more a person says than comes.
select
    score.holder_kind as kind,
    score.holder_id as id,
    coalesce(people.name, teams.name, score.holder_id) as name,
    score.wape as error_share,
    score.floor as floor_share, -- the error that chance alone leaves
    score.bias as bias_share, -- above 0 is too much
    score.coverage_80 as inside_share,
    score.forecasts,
    score.independent,
    naive.wape as naive_error_share,
    tendency.raw as said_raw_share, -- what people say, more than came
    tendency.shrunk as said_share, -- what may be believed of it
    tendency.periods as said_periods,
    case
        when tendency.periods is null then null
        when tendency.periods < 3 then 'warn: insufficient evidence'
        when tendency.shrunk > 0.1 then 'warn: optimistic'
        when tendency.shrunk < -0.1 then 'info: cautious'
        else 'won: as it comes'
    end as status
from forecast_score as score
left join people on score.holder_kind = 'people' and people.id = score.holder_id
left join teams on score.holder_kind = 'teams' and teams.id = score.holder_id
left join forecast_score as naive
    on naive.horizon = score.horizon
    and naive.holder_kind = score.holder_kind
    and naive.holder_id = score.holder_id
    and naive.method = '13-week mean'
left join forecast_tendency as tendency
    on score.holder_kind = 'people' and tendency.person_id = score.holder_id
where
    score.method = 'shown'
    and score.holder_kind <> 'company'
    and score.horizon = '13 weeks'
    and score.wape is not null
order by score.holder_kind desc, score.bias desc nulls last, name
