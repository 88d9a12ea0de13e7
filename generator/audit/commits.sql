-- One row is a commit that came outside the review process, or whose author is no person.
with found as (
    select
        commit.commit_number,
        commit.commit_sha,
        'A08' as code,
        'A change must come by a pull request; "' || commit.subject || '" by '
        || commit.author_name || ' did not.' as message
    from commit_summary as commit
    where commit.outside_review and commit.record_count > 0
    union all
    select
        commit.commit_number,
        commit.commit_sha,
        'A09' as code,
        'An author must be a person of the company; ' || commit.author_name || ' <'
        || commit.author_mail || '> is none.' as message
    from commit_summary as commit
    where commit.author_kind = 'unknown'
)

select found.commit_sha, null as record, found.code, found.message
from found
inner join audited on audited.commit_sha = found.commit_sha
order by found.commit_number, found.code
