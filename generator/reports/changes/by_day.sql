-- One row is one of the last 30 days and what the branch learned on it; bots are left out.
select
    days.day,
    count(commit.commit_number) as commits,
    count(distinct commit.author_name) as authors,
    coalesce(sum(commit.created_count), 0) as created,
    coalesce(sum(commit.changed_count), 0) as changed,
    coalesce(sum(commit.deleted_count), 0) as deleted,
    coalesce(sum(commit.field_count), 0) as fields,
    count(*) filter (where commit.outside_review) as outside_review,
    count(*) filter (where not commit.signed) as unsigned
from calendar as days
inner join moment on moment.as_of - days.day between 0 and 29
left join commit_summary as commit
    on commit.known_on = days.day and commit.author_kind <> 'bot'
group by days.day
order by days.day desc
