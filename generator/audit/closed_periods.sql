-- One row is a commit after which a deal is won or lost in a fiscal quarter that had ended before:
-- it was closed late, or its closing day or its amount was changed. History that was imported from
-- another system is told late by its nature, and left out.
with followed as (
    select
        version.deal_id,
        version.commit_number,
        version.commit_sha,
        version.known_on,
        version.outcome,
        version.close_date,
        version.close_quarter,
        version.source,
        (version.outcome, version.close_date, version.amount, version.currency) is distinct from lag(
            (version.outcome, version.close_date, version.amount, version.currency)
        ) over (partition by version.deal_id order by version.version_number) as differs
    from deal_version as version
)

select
    followed.commit_sha,
    'deals/' || followed.deal_id as record,
    'A06' as code,
    'A fiscal quarter must stay as it ended; this deal is ' || followed.outcome || ' in '
    || periods.label || ', on ' || followed.close_date || ', told on ' || followed.known_on || '.'
        as message
from followed
inner join audited on audited.commit_sha = followed.commit_sha
inner join periods on periods.period = followed.close_quarter
where
    followed.outcome <> 'open'
    and followed.differs
    and followed.source is null
    and followed.known_on > periods.last_day
order by followed.commit_number, followed.deal_id
