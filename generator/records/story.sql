-- One row is a change of a record, whichever it is; of all its commits, the latest first.
select
    record_id,
    event,
    field,
    old,
    new,
    nested,
    commit_number,
    commit_sha,
    author_id,
    author_name,
    known,
    known_on,
    happened_on,
    source,
    merger_name,
    pull_request,
    reason,
    again,
    max(place) over (partition by record_id) as total
from record_change
order by record_id, commit_number desc, event
