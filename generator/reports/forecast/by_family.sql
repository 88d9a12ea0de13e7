-- One row is a product family in this quarter or the next: roll-ups of the forecast, target and gap.
with foreseen as (
    select
        shown.period,
        shared.family,
        sum(part.expected * coalesce(shared.share, 1)) as expected
    from forecast_deal as part
    inner join forecast_shown as shown
        on shown.horizon = part.horizon
        and shown.holder_kind = 'company'
    inner join deal_product_family as shared on shared.deal_id = part.deal_id
    where part.horizon in ('quarter', 'next quarter') and shown.point is not null
    group by shown.period, shared.family
)

select
    outlook.period_label as quarter,
    outlook.holder_name as family,
    outlook.won,
    outlook.commit_forecast as commit,
    outlook.most_likely_forecast as most_likely,
    outlook.best_case_forecast as best_case,
    outlook.open_forecast as open,
    outlook.weighted,
    cast(foreseen.expected as decimal(24, 4))
        as expected_open, -- what open deals are expected to bring, by the model
    outlook.target,
    outlook.commit_gap as gap, -- target less the commit forecast
    case
        when outlook.commit_gap <= 0 then 'won'
        when outlook.best_case_forecast < outlook.target then 'bad'
    end as gap_tone,
    outlook.commit_forecast / outlook.target as share -- of the target, by the commit forecast
from outlook
inner join moment on outlook.period in (moment.quarter, moment.next_quarter)
left join foreseen
    on foreseen.period = outlook.period
    and foreseen.family = outlook.holder_name
where outlook.holder_kind = 'family'
order by outlook.first_day, outlook.commit_forecast desc, outlook.holder_name
