-- One row is a month since the history began: the deals found, won and lost in it.
with months as (
    select
        periods.period as month,
        periods.first_day,
        periods.last_day
    from periods
    cross join moment
    where
        periods.kind = 'month'
        and periods.first_day <= moment.as_of
        and periods.last_day >= (select min(commits.known_on) from commits)
),

events as (
    select
        created_on as day,
        base_amount as created_amount,
        null as won_amount,
        null as lost_amount,
        'created' as event
    from deal
    union all
    select
        close_date as day,
        null as created_amount,
        case when won then base_amount end as won_amount,
        case when not won then base_amount end as lost_amount,
        outcome as event
    from closed_deal
)

select
    months.month,
    count(*) filter (where events.event = 'created') as created,
    coalesce(sum(events.created_amount), 0) as created_amount,
    count(*) filter (where events.event = 'won') as won,
    coalesce(sum(events.won_amount), 0) as won_amount,
    count(*) filter (where events.event = 'lost') as lost,
    coalesce(sum(events.lost_amount), 0) as lost_amount
from months
cross join moment
left join events
    on events.day between months.first_day and months.last_day
    and events.day <= moment.as_of
group by months.month, months.first_day
order by months.first_day
