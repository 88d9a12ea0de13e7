-- One row: where the company stands in the current quarter.
select
    coalesce(company.won, 0) as won,
    coalesce(company.won_deals, 0) as won_deals,
    company.target,
    company.won / company.target as won_share,
    periods.working_days_gone / periods.working_days as time_share,
    company.won / company.target - periods.working_days_gone / periods.working_days as ahead_share,
    coalesce(company.commit_forecast, 0) as commit_forecast,
    coalesce(company.best_case_forecast, 0) as best_case_forecast,
    coalesce(company.weighted, 0) as weighted,
    seen.point as expected, -- null where nothing is forecast, or the range alone can be read
    seen.low_80, -- null where nothing is forecast
    seen.high_80,
    seen.target_chance,
    seen.remark as expected_label,
    company.gap,
    greatest(company.gap, 0) * 7 / periods.days_left as needed_weekly,
    company.won * 7 / (moment.as_of - moment.quarter_start + 1) as won_weekly,
    coalesce(company.open_pipeline, 0) as open_pipeline,
    coalesce(company.open_deals, 0) as open_deals,
    company.coverage, -- open pipeline / what is missing to the target
    company.open_pipeline / company.target as target_coverage, -- open pipeline / the whole target
    coalesce(following.open_pipeline, 0) as next_open_pipeline,
    coalesce(following.open_deals, 0) as next_open_deals,
    following.target as next_target
from moment
inner join periods on periods.period = moment.quarter
left join outlook as company
    on company.holder_kind = 'company' and company.period = moment.quarter
left join outlook as following
    on following.holder_kind = 'company' and following.period = moment.next_quarter
left join forecast_shown as seen
    on seen.holder_kind = 'company'
    and seen.horizon = 'quarter'
    and seen.period = moment.quarter
order by company.period
