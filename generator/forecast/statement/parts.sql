-- One row is a part of the quarter's forecast: what is booked, the ten deals that bring most, all
-- others, what nobody has written down yet. They add up to the forecast.
with numbered as (
    select
        *,
        row_number() over (partition by part order by position) as number
    from forecast_explained
    where horizon = 'quarter' and holder_kind = $kind and holder_id is not distinct from $id
)

select
    place,
    case when part = 'open deal' and number > 10 then 'other open deals' else part end as part,
    min(case when part <> 'open deal' or number <= 10 then deal_id end) as deal_id,
    min(case when part <> 'open deal' or number <= 10 then deal_name end) as deal_name,
    min(case when part <> 'open deal' or number <= 10 then stage_name end) as stage_name,
    min(case when part <> 'open deal' or number <= 10 then close_date end) as close_date,
    sum(case when part = 'open deal' then base_amount end) as amount,
    min(case when part <> 'open deal' or number <= 10 then chance end) as chance,
    sum(expected) as expected,
    case when part = 'open deal' then count(*) end as deals
from numbered
group by place, part, case when part = 'open deal' then least(number, 11) end
order by place, min(position)
