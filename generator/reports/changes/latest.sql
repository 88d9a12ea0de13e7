-- One row is a record that one of the latest 30 commits of people touched, and what it did to it in
-- words: at most four records of a commit, and four fields of a record.
with recent as (
    select commit.*
    from commit_summary as commit
    where commit.author_kind <> 'bot' and commit.record_count > 0
    order by commit.commit_number desc
    limit 30
),

worded as (
    select
        changes.commit_number,
        changes.kind,
        changes.record,
        changes.event,
        row_number() over (
            partition by changes.commit_number, changes.kind, changes.record
            order by changes.event, changes.field
        ) as place,
        case
            when changes.event <> 'changed' then changes.event
            when changes.nested
                then replace(changes.field, '_', ' ')
                || case
                    when changes.new is null then ' taken away'
                    when changes.old is null then ' added'
                    else ' changed'
                end
            else concat_ws(
                ' ',
                replace(changes.field, '_', ' '),
                case
                    when length(changes.old) > 40 then left(changes.old, 39) || '…'
                    else changes.old
                end,
                '→',
                case
                    when changes.new is null then 'nothing'
                    when length(changes.new) > 40 then left(changes.new, 39) || '…'
                    else changes.new
                end
            )
        end as words
    from changes
    inner join recent on recent.commit_number = changes.commit_number
),

touched as (
    select
        commit_number,
        kind,
        record,
        string_agg(words, '; ' order by place) filter (where place <= 4)
        || case when count(*) > 4 then ' and ' || (count(*) - 4) || ' more' else '' end as words,
        row_number() over (partition by commit_number order by kind, record) as place
    from worded
    group by commit_number, kind, record
)

select
    recent.commit_number,
    recent.commit_sha,
    recent.known_on,
    recent.author_id,
    recent.author_name,
    recent.reason,
    recent.pull_request,
    recent.record_count,
    touched.kind,
    title.id as record_id, -- null where there is no such record any more
    coalesce(title.title, touched.record) as record_name,
    touched.words
from recent
inner join touched on touched.commit_number = recent.commit_number and touched.place <= 4
left join record_title as title on title.kind = touched.kind and title.id = touched.record
order by recent.commit_number desc, touched.place
