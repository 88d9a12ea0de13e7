-- One row is a forecast submission, beside what the deals add up to today and the target.
select
    submission.id,
    title.title,
    'forecast of ' || submission.date as description,
    submission.person as person_id,
    people.name as person_name,
    submission.adjusts as adjusts_id,
    adjusted.name as adjusts_name,
    submission.period,
    periods.label as period_label,
    periods.state,
    submission.date,
    coalesce(submission.currency, moment.base_currency) as currency,
    submission.commit,
    submission.most_likely,
    submission.best_case,
    submission.comment,
    outlook.won,
    outlook.commit_forecast,
    outlook.most_likely_forecast,
    outlook.best_case_forecast,
    outlook.target
from forecasts as submission
cross join moment
inner join record_title as title on title.kind = 'forecasts' and title.id = submission.id
left join people on people.id = submission.person
left join people as adjusted on adjusted.id = submission.adjusts
left join periods on periods.period = submission.period
left join outlook
    on outlook.holder_kind = 'people'
    and outlook.holder_id = coalesce(submission.adjusts, submission.person)
    and outlook.period = submission.period
order by submission.id
