-- One row is a part of what is expected this quarter or the next: what is booked, the ten deals that
-- bring most, all others, what nobody has written down yet. The parts add up to what is expected;
-- there are none where the range alone can be read.
with numbered as (
    select
        explained.*,
        shown.horizon_label as quarter,
        shown.first_day,
        row_number() over (
            partition by explained.horizon, explained.part
            order by explained.position
        ) as number
    from forecast_explained as explained
    inner join forecast_shown as shown
        on shown.horizon = explained.horizon
        and shown.holder_kind = 'company'
    inner join moment on shown.period in (moment.quarter, moment.next_quarter)
    where
        explained.holder_kind = 'company'
        and explained.horizon in ('quarter', 'next quarter')
        and shown.point is not null
),

cut as (
    select
        quarter,
        first_day,
        place,
        part = 'open deal' as dealt,
        part = 'open deal' and number > 10 as other,
        least(number, 11) as slot,
        part,
        case when number <= 10 then deal_id end as deal_id,
        case when number <= 10 then deal_name end as deal_name,
        case when number <= 10 then owner_id end as owner_id,
        case when number <= 10 then owner_name end as owner_name,
        case when number <= 10 then stage_name end as stage,
        case when number <= 10 then close_date end as close_date,
        case when number <= 10 then chance end as chance,
        base_amount,
        expected
    from numbered
)

select
    quarter,
    min(deal_id) as deal_id,
    case
        when other then count(*) || ' other open deals'
        else coalesce(min(deal_name), upper(part[1]) || part[2:])
    end as deal_name,
    min(owner_id) as owner_id,
    min(owner_name) as owner_name,
    min(stage) as stage,
    min(close_date) as close_date,
    case when dealt then cast(sum(base_amount) as decimal(24, 4)) end as amount,
    min(chance) as chance,
    cast(sum(expected) as decimal(24, 4)) as expected
from cut
group by quarter, first_day, place, dealt, other, part, slot
order by first_day, place, slot
