-- One row is a month since the history began, and deals found, won or lost in it.
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
        'Found' as event
    from deal
    union all
    select
        close_date as day,
        case when won then 'Won' else 'Lost' end as event
    from closed_deal
)

select
    months.month,
    kinds.event,
    count(events.day) as deals
from months
cross join moment
cross join (values (1, 'Found'), (2, 'Won'), (3, 'Lost')) as kinds (place, event)
left join events
    on events.event = kinds.event
    and events.day between months.first_day and months.last_day
    and events.day <= moment.as_of
group by months.month, months.first_day, kinds.place, kinds.event
order by months.first_day, kinds.place
