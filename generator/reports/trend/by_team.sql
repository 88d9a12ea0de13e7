-- One row is a team: what was open today, four, thirteen and fifty-two weeks ago.
with looks as (
    select
        weeks,
        cast(moment.as_of - weeks * interval 7 days as date) as day
    from moment
    cross join (values (0), (4), (13), (52)) as ago (weeks)
),

known as (
    select looks.*
    from looks
    where looks.day >= (select min(commits.known_on) from commits)
),

held as (
    select
        version.team_id,
        coalesce(version.team_name, 'no team') as team_name,
        known.weeks,
        version.base_amount
    from known
    inner join deal_version as version
        on version.known_on <= known.day
        and coalesce(version.known_until > known.day, true)
    where version.outcome = 'open'
)

select
    team_id,
    team_name,
    count(*) filter (where weeks = 0) as deals,
    coalesce(sum(base_amount) filter (where weeks = 0), 0) as open_today,
    case when 4 in (select known.weeks from known)
        then coalesce(sum(base_amount) filter (where weeks = 4), 0)
    end as four_weeks_ago,
    case when 13 in (select known.weeks from known)
        then coalesce(sum(base_amount) filter (where weeks = 13), 0)
    end as quarter_ago,
    case when 52 in (select known.weeks from known)
        then coalesce(sum(base_amount) filter (where weeks = 52), 0)
    end as year_ago
from held
group by team_id, team_name
order by open_today desc, team_name
