-- One row is a commit that came neither by a pull request nor by a merge; at most 500, the latest.
select
    commit.known_on as day,
    commit.author_id,
    commit.author_name,
    commit.author_kind,
    commit.reason,
    commit.source,
    commit.record_count as records,
    commit.signed,
    left(commit.commit_sha, 7) as commit,
    commit.commit_sha as _commit
from commit_summary as commit
where commit.outside_review
order by commit.commit_number desc
limit 500
