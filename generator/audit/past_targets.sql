-- One row is a commit that made, changed or deleted a target of a period that had ended before.
with stated as (
    select
        id as target_id,
        period,
        commit_number,
        lead(commit_number) over (partition by id order by version_number) as next_number
    from targets_versions
)

select distinct
    change.commit_sha,
    'targets/' || change.record_id as record,
    'A07' as code,
    'A target must stay once its period has ended; that of ' || periods.label || ' was '
    || change.event || ' on ' || change.known_on || '.' as message,
    change.commit_number
from record_change as change
inner join audited on audited.commit_sha = change.commit_sha
inner join stated
    on stated.target_id = change.record_id
    and stated.commit_number <= change.commit_number
    and (stated.next_number is null or stated.next_number > change.commit_number)
inner join periods on periods.period = stated.period
where change.kind = 'targets' and change.known_on > periods.last_day
order by change.commit_number, record
