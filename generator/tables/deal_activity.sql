-- One row is a deal that has activities: the last one done, the next one planned, how many.
select
    activities.deal as deal_id,
    max(cast(activities.when as date)) filter (
        where activities.status = 'done' and cast(activities.when as date) <= moment.as_of
    ) as last_activity_on,
    min(cast(activities.when as date)) filter (
        where activities.status = 'planned' and cast(activities.when as date) >= moment.as_of
    ) as next_activity_on,
    count(*) filter (where activities.status = 'done') as activity_count
from activities
cross join moment
where activities.deal is not null
group by activities.deal
