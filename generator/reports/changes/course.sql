-- One row is one of the last 30 days and what became of records on it; bots are left out.
select
    strftime(days.day, '%-d %b') as day,
    event.event,
    coalesce(
        sum(
            case event.event
                when 'created' then commit.created_count
                when 'changed' then commit.changed_count
                else commit.deleted_count
            end
        ),
        0
    ) as records
from calendar as days
inner join moment on moment.as_of - days.day between 0 and 29
cross join (values ('created', 1), ('changed', 2), ('deleted', 3)) as event (event, position)
left join commit_summary as commit
    on commit.known_on = days.day and commit.author_kind <> 'bot'
group by days.day, event.event, event.position
order by days.day, event.position
