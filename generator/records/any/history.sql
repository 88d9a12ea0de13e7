-- One row is a change of the record; the changes of its latest 30 commits, the latest first.
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
where kind = '$kind'
qualify place <= 30
order by record_id, commit_number desc, event
