-- One row is an author of the last 30 days who is no bot; at most 500, those with the most first.
select
    commit.author_id as person_id,
    commit.author_name as person_name,
    count(*) as commits,
    sum(commit.created_count) as created,
    sum(commit.changed_count) as changed,
    sum(commit.deleted_count) as deleted,
    sum(commit.field_count) as fields,
    count(*) filter (where commit.outside_review) as outside_review,
    count(*) filter (where not commit.signed) as unsigned,
    max(commit.known_on) as last_on
from commit_summary as commit
inner join moment on moment.as_of - commit.known_on < 30
where commit.author_kind <> 'bot'
group by commit.author_id, commit.author_name
order by commits desc, person_name, person_id
limit 500
