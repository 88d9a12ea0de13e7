-- One row is a person, over all quarters that are over and began within the history: how many deals
-- that were called commit for the quarter 30 days before its end were won in it, and how many deals
-- won in those 30 days nobody had written down before them.
with over as (
    select
        periods.first_day,
        periods.last_day,
        cast(periods.last_day - interval 30 day as date) as called_on
    from periods
    where
        periods.kind = 'quarter'
        and periods.state = 'past'
        and periods.first_day >= (select min(known_on) from commits)
),

first_known as (
    select
        deal_id,
        min(known_on) as day
    from deal_version
    group by deal_id
),

won as (
    select
        over.last_day,
        over.called_on,
        closed_deal.deal_id,
        closed_deal.owner_id,
        closed_deal.close_date
    from over
    inner join closed_deal
        on closed_deal.won
        and closed_deal.close_date between over.first_day and over.last_day
),

called as (
    select
        version.owner_id as person_id,
        count(*) as called_deals,
        count(won.deal_id) as called_won
    from over
    inner join deal_version as version
        on version.known_on <= over.called_on
        and coalesce(version.known_until > over.called_on, true)
        and version.outcome = 'open'
        and version.category = 'commit'
        and version.close_date <= over.last_day
    left join won on won.last_day = over.last_day and won.deal_id = version.deal_id
    group by version.owner_id
),

surprised as (
    select
        won.owner_id as person_id,
        count(*) as late_wins,
        count(*) filter (where first_known.day > won.called_on) as surprises
    from won
    inner join first_known on first_known.deal_id = won.deal_id
    where won.close_date > won.called_on
    group by won.owner_id
)

select
    coalesce(called.person_id, surprised.person_id) as person_id,
    coalesce(people.name, called.person_id, surprised.person_id, 'nobody') as person_name,
    coalesce(called.called_deals, 0) as called_deals,
    called.called_won / nullif(called.called_deals, 0) as called_won_share,
    coalesce(surprised.late_wins, 0) as late_wins,
    surprised.surprises / nullif(surprised.late_wins, 0) as surprise_share
from called
full join surprised on surprised.person_id is not distinct from called.person_id
left join people on people.id = coalesce(called.person_id, surprised.person_id)
order by called.called_deals desc nulls last, person_name
