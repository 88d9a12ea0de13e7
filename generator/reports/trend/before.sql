-- One row is a look back by weeks: what was open at the end of that day, and how far today is from it.
with looks as (
    select
        ago.weeks,
        cast(moment.as_of - ago.weeks * interval 7 days as date) as day
    from moment
    cross join (values (0), (1), (4), (13), (52)) as ago (weeks)
),

held as (
    select
        looks.weeks,
        looks.day,
        count(version.deal_id) as deals,
        coalesce(sum(version.base_amount), 0) as open,
        coalesce(sum(version.base_weighted), 0) as weighted
    from looks
    left join deal_version as version
        on version.known_on <= looks.day
        and coalesce(version.known_until > looks.day, true)
        and version.outcome = 'open'
    where looks.day >= (select min(commits.known_on) from commits)
    group by looks.weeks, looks.day
)

select
    held.weeks,
    case held.weeks when 1 then 'A week ago' else held.weeks || ' weeks ago' end as label,
    held.day,
    held.deals,
    held.open,
    held.weighted,
    today.open / nullif(held.open, 0) - 1 as change_rate -- from then to today
from held
inner join held as today on today.weeks = 0
where held.weeks > 0
order by held.weeks
