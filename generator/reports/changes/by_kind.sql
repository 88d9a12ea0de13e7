-- One row is a kind of record and what became of it in the last 30 days, by whomever; and since the
-- history began.
select
    case changes.kind when 'company' then 'the company' else replace(changes.kind, '_', ' ') end
        as kind,
    count(*) filter (where changes.event = 'created' and recent) as created,
    count(distinct changes.record) filter (where changes.event = 'changed' and recent) as changed,
    count(*) filter (where changes.event = 'deleted' and recent) as deleted,
    count(*) filter (where changes.event = 'changed' and recent) as fields,
    count(distinct commit.author_name) filter (where recent) as authors,
    count(*) filter (where changes.event = 'created') as all_created,
    count(*) filter (where changes.event = 'deleted') as all_deleted,
    max(commit.known_on) as last_on
from changes
inner join (
    select
        commit_summary.commit_number,
        commit_summary.known_on,
        commit_summary.author_name,
        moment.as_of - commit_summary.known_on < 30 as recent
    from commit_summary
    cross join moment
) as commit on commit.commit_number = changes.commit_number
group by changes.kind
order by fields desc, all_created desc, changes.kind
