-- One row: what was changed in the last 30 days, and since the history began.
select
    count(*) as all_commits,
    count(*) filter (where recent) as commits,
    coalesce(sum(record_count) filter (where recent), 0) as records,
    coalesce(sum(field_count) filter (where recent), 0) as fields,
    count(distinct author_id) filter (where recent and author_kind = 'person') as people,
    coalesce(sum(deleted_count), 0) as all_deletions,
    coalesce(sum(deleted_count) filter (where recent), 0) as deletions,
    count(*) filter (where outside_review) as all_outside_review,
    count(*) filter (where outside_review and recent) as outside_review,
    count(*) filter (where not signed) as all_unsigned,
    count(*) filter (where not signed and recent) as unsigned,
    count(*) filter (where author_kind = 'unknown') as all_by_unknown,
    count(*) filter (where author_kind = 'unknown' and recent) as by_unknown,
    count(*) filter (where author_kind = 'bot') as all_by_bots,
    count(*) filter (where author_kind = 'bot' and recent) as by_bots
from (
    select
        commit.*,
        moment.as_of - commit.known_on < 30 as recent
    from commit_summary as commit
    cross join moment
)
order by all_commits
