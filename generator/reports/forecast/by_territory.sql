-- One row is a territory with all below it in this quarter or the next: roll-ups of the forecast, target and gap.
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
    outlook.target,
    outlook.commit_gap as gap, -- target less the commit forecast
    case
        when outlook.commit_gap <= 0 then 'won'
        when outlook.best_case_forecast < outlook.target then 'bad'
    end as gap_tone,
    outlook.commit_forecast / outlook.target as share -- of the target, by the commit forecast
from outlook
inner join moment on outlook.period in (moment.quarter, moment.next_quarter)
where outlook.holder_kind = 'territories'
order by outlook.first_day, outlook.commit_forecast desc, outlook.holder_name
