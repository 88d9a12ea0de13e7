-- One row is a commit that changed or deleted a deal which was won or lost before.
with stated as (
    select
        deal_id,
        deal_name,
        outcome,
        commit_number,
        lead(commit_number) over (partition by deal_id order by version_number) as next_number
    from deal_version
)

select
    change.commit_sha,
    'deals/' || change.record_id as record,
    'A05' as code,
    'A ' || stated.outcome || ' deal must stay as it is; '
    || case
        when bool_or(change.event = 'deleted') then 'it was deleted'
        else 'changed: ' || string_agg(distinct replace(change.field, '_', ' '), ', ' order by replace(change.field, '_', ' '))
    end || '.' as message
from record_change as change
inner join audited on audited.commit_sha = change.commit_sha
inner join stated
    on stated.deal_id = change.record_id
    and stated.commit_number < change.commit_number
    and (stated.next_number is null or stated.next_number >= change.commit_number)
where
    change.kind = 'deals'
    and change.event in ('changed', 'deleted')
    and stated.outcome in ('won', 'lost')
group by change.commit_number, change.commit_sha, change.record_id, stated.outcome
order by change.commit_number, change.record_id
