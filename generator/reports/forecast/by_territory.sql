-- One row is a territory with all below it in this quarter or the next: roll-ups of the forecast, target and gap.
with foreseen as (
    select
        shown.period,
        territory_tree.ancestor_id as territory_id,
        sum(part.expected) as expected
    from forecast_deal as part
    inner join forecast_shown as shown
        on shown.horizon = part.horizon
        and shown.holder_kind = 'company'
    inner join deal on deal.deal_id = part.deal_id
    inner join territory_tree on territory_tree.territory_id = deal.territory_id
    where part.horizon in ('quarter', 'next quarter') and shown.point is not null
    group by shown.period, territory_tree.ancestor_id
)

select
    outlook.period_label as quarter,
    outlook.holder_id as territory_id,
    outlook.holder_name as territory_name,
    outlook.won,
    outlook.commit_forecast as commit,
    outlook.most_likely_forecast as most_likely,
    outlook.best_case_forecast as best_case,
    outlook.open_forecast as open,
    outlook.weighted,
    foreseen.expected as expected_open, -- what open deals are expected to bring, by the model
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
    and foreseen.territory_id = outlook.holder_id
where outlook.holder_kind = 'territories'
order by outlook.first_day, outlook.commit_forecast desc, outlook.holder_name
