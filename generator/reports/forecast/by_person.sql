-- One row is a person in this quarter or the next: roll-ups of the forecast, target and gap. Deals
-- that nobody answers for are a row of their own, so that all add up to the company.
with person as (
    select
        outlook.period,
        outlook.holder_id as person_id,
        outlook.holder_name as person_name,
        outlook.won,
        outlook.commit_forecast,
        outlook.most_likely_forecast,
        outlook.best_case_forecast,
        outlook.open_forecast,
        outlook.weighted,
        outlook.target
    from outlook
    inner join moment on outlook.period in (moment.quarter, moment.next_quarter)
    where outlook.holder_kind = 'people'
    union all
    select
        periods.quarter as period,
        cast(null as varchar) as person_id,
        'nobody' as person_name,
        coalesce(sum(part.base_amount) filter (where part.category = 'closed'), 0) as won,
        coalesce(sum(part.base_amount) filter (where ladder.surer <= 2), 0) as commit_forecast,
        coalesce(sum(part.base_amount) filter (where ladder.surer <= 3), 0)
            as most_likely_forecast,
        coalesce(sum(part.base_amount) filter (where ladder.surer <= 4), 0)
            as best_case_forecast,
        coalesce(sum(part.base_amount) filter (where ladder.surer >= 2), 0) as open_forecast,
        coalesce(sum(part.base_weighted), 0) as weighted,
        cast(null as decimal(24, 4)) as target
    from deal_credit as part
    inner join periods on periods.period = part.month
    inner join moment on periods.quarter in (moment.quarter, moment.next_quarter)
    inner join (
        values ('closed', 1), ('commit', 2), ('most_likely', 3), ('best_case', 4), ('pipeline', 5)
    ) as ladder (category, surer) on ladder.category = part.category
    where part.person_id is null
    group by periods.quarter
)

select
    periods.label as quarter,
    person.person_id,
    person.person_name,
    cast(person.won as decimal(24, 4)) as won,
    cast(person.commit_forecast as decimal(24, 4)) as commit,
    cast(person.most_likely_forecast as decimal(24, 4)) as most_likely,
    cast(person.best_case_forecast as decimal(24, 4)) as best_case,
    cast(person.open_forecast as decimal(24, 4)) as open,
    cast(person.weighted as decimal(24, 4)) as weighted,
    person.target,
    person.target - person.commit_forecast as gap, -- target less the commit forecast
    case
        when person.target <= person.commit_forecast then 'won'
        when person.best_case_forecast < person.target then 'bad'
    end as gap_tone,
    person.commit_forecast / person.target as share -- of the target, by the commit forecast
from person
inner join periods on periods.period = person.period
order by periods.first_day, person.commit_forecast desc, person.person_name
