-- One row is a change of a record with the commit that made it, as far as it was known by the end
-- of the day for which the book is read.
select
    changes.kind,
    changes.record as record_id,
    changes.event, -- created, changed, deleted or unread
    changes.field, -- `stage`, `lines[camera-4k].quantity`; null where the event is none of a field
    changes.old,
    changes.new,
    changes.nested, -- whether old and new are JSON of a group, a list or an item
    commit.commit_number,
    commit.commit_sha,
    commit.author_id, -- null where the commit's mail is no person's
    commit.author_name, -- the person's, else the commit's
    commit.known, -- UTC
    commit.known_on, -- the company's day on which it was known
    coalesce(arrivals.happened_on, commit.happened_on) as happened_on, -- it came to be so
    coalesce(arrivals.source, commit.source) as source, -- the system that it was imported from
    commit.merge, -- whether the commit merged a branch; its author is then who made the branch
    commit.merger_name, -- who merged it
    commit.pull_request,
    commit.reason, -- the title of the pull request that was merged, else the first line
    dense_rank() over (
        partition by changes.kind, changes.record
        order by commit.commit_number desc
    ) as place, -- of the commit among those of the record, from the latest
    changes.event = 'created' and count(*) filter (where changes.event = 'created') over (
        partition by changes.kind, changes.record
        order by commit.commit_number
    ) > 1 as again -- whether the record came back after it was deleted
from changes
inner join commit_summary as commit on commit.commit_number = changes.commit_number
left join arrivals
    on arrivals.kind = changes.kind
    and arrivals.record = changes.record
    and arrivals.commit_number = changes.commit_number
