-- One row is a part of the quarter's forecast: what is booked, the ten deals that bring most, all
-- others, what nobody has written down yet. They add up to the forecast.
with numbered as (
    select
        *,
        row_number() over (partition by part order by position) as number
    from forecast_explained
    where horizon = 'quarter' and holder_kind = $kind and holder_id is not distinct from $id
),

cut as (
    select
        place,
        part = 'open deal' as dealt,
        part = 'open deal' and number > 10 as other,
        case when part = 'open deal' and number > 10 then 'other open deals' else part end as part,
        least(number, 11) as slot,
        case when number <= 10 then deal_id end as deal_id,
        case when number <= 10 then deal_name end as deal_name,
        case when number <= 10 then stage_name end as stage_name,
        case when number <= 10 then close_date end as close_date,
        case when number <= 10 then chance end as chance,
        base_amount,
        expected
    from numbered
)

select
    part,
    min(deal_id) as deal_id,
    min(deal_name) as deal_name,
    min(stage_name) as stage_name,
    min(close_date) as close_date,
    case when dealt then sum(base_amount) end as amount,
    min(chance) as chance,
    sum(expected) as expected,
    case when other then count(*) end as deals
from cut
group by place, dealt, other, part, slot
order by place, slot
