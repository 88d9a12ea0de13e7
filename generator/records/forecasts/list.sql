-- One row is a forecast submission, the latest first.
select
    submission.id,
    title.title as name,
    submission.date,
    submission.commit,
    submission.most_likely,
    submission.best_case,
    submission.currency,
    adjusted.name as adjusts,
    submission.comment
from forecasts as submission
inner join record_title as title on title.kind = 'forecasts' and title.id = submission.id
left join people as adjusted on adjusted.id = submission.adjusts
order by submission.date desc, title.title, submission.id
