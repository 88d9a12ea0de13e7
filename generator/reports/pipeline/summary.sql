-- One row: everything that is open, by when it should close.
with quarter as (
    select
        outlook.coverage,
        outlook.target,
        outlook.gap
    from outlook
    inner join moment on moment.quarter = outlook.period
    where outlook.holder_kind = 'company'
)

select
    count(deal.deal_id) as deals,
    coalesce(sum(deal.base_amount), 0) as amount,
    coalesce(sum(deal.base_weighted), 0) as weighted,
    count(*) filter (where deal.close_quarter = moment.quarter) as quarter_deals,
    coalesce(sum(deal.base_amount) filter (where deal.close_quarter = moment.quarter), 0)
        as quarter_amount,
    count(*) filter (where deal.close_quarter = moment.next_quarter) as next_deals,
    coalesce(sum(deal.base_amount) filter (where deal.close_quarter = moment.next_quarter), 0)
        as next_amount,
    count(*) filter (where deal.days_to_close < 0) as passed_deals,
    coalesce(sum(deal.base_amount) filter (where deal.days_to_close < 0), 0) as passed_amount,
    count(deal.deal_id) filter (where deal.close_date is null) as undated_deals,
    cast(round(avg(deal.age_days)) as bigint) as mean_age_days,
    any_value(quarter.coverage) as coverage, -- open pipeline of the quarter / its gap
    any_value(quarter.gap) as gap
from moment
left join open_deal as deal on true
left join quarter on true
group by moment.as_of
order by moment.as_of
