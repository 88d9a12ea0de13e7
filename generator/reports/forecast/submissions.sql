-- One row is a person with a target, deals or a forecast of their own in this quarter or the next:
-- what the deals add up to, beside what the person says and what a manager has made of it since.
with quarter as (
    select unnest([quarter, next_quarter]) as period
    from moment
),

said as (
    select
        submission_id,
        person_id,
        period,
        date,
        age_days,
        old,
        base_commit,
        base_best_case,
        comment
    from latest_submission
    where adjusts_id is null
),

adjusted as (
    select
        adjusts_id,
        person_id,
        person_name,
        period,
        date,
        base_commit,
        comment
    from latest_submission
    where adjusts_id is not null
    qualify row_number() over (
        partition by adjusts_id, period order by date desc, submission_id desc
    ) = 1
),

person as (
    select holder_id as person_id, period
    from outlook
    where holder_kind = 'people' and (target > 0 or won > 0 or open_forecast > 0)
    union
    select person_id, period
    from said
)

select
    periods.label as quarter,
    person.person_id,
    people.name as person_name,
    coalesce(outlook.commit_forecast, 0) as commit_of_deals,
    said.base_commit as commit_said,
    said.base_commit - coalesce(outlook.commit_forecast, 0) as difference,
    adjusted.base_commit as commit_adjusted,
    adjusted.person_id as manager_id,
    adjusted.person_name as manager_name,
    coalesce(outlook.best_case_forecast, 0) as best_case_of_deals,
    said.base_best_case as best_case_said,
    said.age_days,
    case
        when said.submission_id is null and outlook.target > 0 then 'warn: missing'
        when said.old then 'warn: old'
    end as status,
    coalesce(adjusted.comment, said.comment) as comment
from person
inner join quarter on quarter.period = person.period
inner join periods on periods.period = person.period
inner join people on people.id = person.person_id
left join outlook
    on outlook.holder_kind = 'people'
    and outlook.holder_id = person.person_id
    and outlook.period = person.period
left join said on said.person_id = person.person_id and said.period = person.period
left join adjusted
    on adjusted.adjusts_id = person.person_id
    and adjusted.period = person.period
    and adjusted.date >= coalesce(said.date, adjusted.date)
order by periods.first_day, coalesce(outlook.commit_forecast, 0) desc, people.name
