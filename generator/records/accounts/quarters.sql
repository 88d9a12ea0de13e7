-- One row is a fiscal quarter of the last eight and what the account bought in it.
with latest as (
    select
        period.period,
        case
            when period.number = 1
            or row_number() over (order by period.first_day desc) = 8
                then 'Q' || period.number || ' FY' || right(period.year, 2)
            else 'Q' || period.number
        end as label,
        period.first_day
    from periods as period
    cross join moment
    where period.kind = 'quarter' and period.first_day <= moment.as_of
    qualify row_number() over (order by period.first_day desc) <= 8
),

bought as (
    select
        account_id,
        quarter,
        sum(base_net) as amount
    from sale_line
    where account_id is not null
    group by account_id, quarter
),

buyer as (
    select distinct bought.account_id
    from bought
    inner join latest on latest.period = bought.quarter
)

select
    buyer.account_id,
    latest.label,
    coalesce(bought.amount, 0) as amount
from buyer
cross join latest
left join bought on bought.account_id = buyer.account_id and bought.quarter = latest.period
order by buyer.account_id, latest.first_day
