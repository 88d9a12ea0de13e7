-- One row is a change of a record with the commit that made it, as far as it was known by the end
-- of the day for which the book is read.
with reason as (
    select
        commits.commit_number,
        case
            when commits.merge and commits.body <> '' then split_part(commits.body, chr(10), 1)
            else regexp_replace(commits.subject, ' \(#[0-9]+\)$', '')
        end as reason
    from commits
)

select
    changes.kind,
    changes.record as record_id,
    changes.event, -- created, changed, deleted or unread
    changes.field, -- `stage`, `lines[camera-4k].quantity`; null where the event is none of a field
    changes.old,
    changes.new,
    changes.nested, -- whether old and new are JSON of a group, a list or an item
    commits.commit_number,
    commits.commit_sha,
    commits.author as author_id, -- null where the commit's mail is no person's
    commits.author_name, -- as the commit has it
    commits.known, -- UTC
    commits.known_on, -- the company's day on which it was known
    commits.happened_on, -- the company's day on which it came to be so
    commits.source, -- the system that it was imported from
    commits.merge, -- whether the commit merged a branch; its author is then who merged
    commits.pull_request,
    reason.reason, -- the title of the pull request that was merged, else the first line
    dense_rank() over (
        partition by changes.kind, changes.record
        order by commits.commit_number desc
    ) as place, -- of the commit among those of the record, from the latest
    changes.event = 'created' and count(*) filter (where changes.event = 'created') over (
        partition by changes.kind, changes.record
        order by commits.commit_number
    ) > 1 as again -- whether the record came back after it was deleted
from changes
inner join commits on commits.commit_number = changes.commit_number
inner join reason on reason.commit_number = changes.commit_number
cross join moment
where commits.known_on <= moment.as_of
