-- One row is a deletion of a record, the latest first; at most 500.
select
    title.id as record_id, -- null unless it came back
    deleted.kind as record_kind,
    deleted.record_name,
    replace(deleted.kind, '_', ' ') as among,
    deleted.detail as what_it_was,
    deleted.known_on as day,
    deleted.author_id,
    deleted.author_name,
    deleted.reason,
    '#' || deleted.pull_request as pull_request,
    deleted.pull_request as _pull_request,
    left(deleted.commit_sha, 7) as commit,
    deleted.commit_sha as _commit,
    deleted.came_back
from deleted_record as deleted
left join record_title as title on title.kind = deleted.kind and title.id = deleted.record_id
order by deleted.known desc, deleted.commit_number desc, deleted.kind, deleted.record_id
limit 500
