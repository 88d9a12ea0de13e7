-- One row is this fiscal quarter or the next: what the forecasts add up to for the whole company.
select
    periods.label as quarter,
    periods.state,
    coalesce(company.won, 0) as won,
    coalesce(company.commit_forecast, 0) as commit_forecast,
    coalesce(company.most_likely_forecast, 0) as most_likely_forecast,
    coalesce(company.best_case_forecast, 0) as best_case_forecast,
    coalesce(company.open_forecast, 0) as open_forecast,
    coalesce(company.omitted, 0) as omitted,
    coalesce(company.weighted, 0) as weighted,
    company.target,
    company.gap,
    company.commit_gap,
    company.commit_forecast / company.target as commit_share,
    coalesce(company.open_deals, 0) as open_deals
from periods
inner join moment on periods.period in (moment.quarter, moment.next_quarter)
left join outlook as company
    on company.period = periods.period and company.holder_kind = 'company'
where periods.kind = 'quarter'
order by periods.first_day
