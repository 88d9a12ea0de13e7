-- One row is the latest forecast that a person gave for a period, or a manager's latest adjustment
-- of it.
with ranked as (
    select
        forecasts.id,
        forecasts.person,
        forecasts.adjusts,
        forecasts.period,
        forecasts.date,
        forecasts.currency,
        forecasts.commit,
        forecasts.most_likely,
        forecasts.best_case,
        forecasts.comment,
        forecasts.path,
        row_number() over (
            partition by forecasts.person, forecasts.adjusts, forecasts.period
            order by forecasts.date desc, forecasts.id desc
        ) as latest
    from forecasts
    cross join moment
    where forecasts.date <= moment.as_of
)

select
    ranked.id as submission_id,
    ranked.person as person_id, -- who says so
    people.name as person_name,
    ranked.adjusts as adjusts_id, -- whose forecast a manager adjusts; null for a person's own
    adjusted.name as adjusts_name,
    coalesce(ranked.adjusts, ranked.person) as holder_id, -- whose deals it is about
    ranked.period,
    periods.kind as period_kind,
    ranked.date,
    date_diff('day', ranked.date, moment.as_of) as age_days,
    date_diff('day', ranked.date, moment.as_of) > hygiene.submission_age as old,
    cast(round(ranked.commit * rate.rate, 4) as decimal(24, 4)) as base_commit,
    cast(round(ranked.most_likely * rate.rate, 4) as decimal(24, 4)) as base_most_likely,
    cast(round(ranked.best_case * rate.rate, 4) as decimal(24, 4)) as base_best_case,
    ranked.comment,
    ranked.path
from ranked
cross join moment
cross join hygiene
left join periods on periods.period = ranked.period
left join people on people.id = ranked.person
left join people as adjusted on adjusted.id = ranked.adjusts
left join currency_rates as rate
    on rate.currency = coalesce(ranked.currency, moment.base_currency)
    and ranked.date between rate.valid_from and rate.valid_to
where ranked.latest = 1
