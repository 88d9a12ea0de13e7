-- One row is a lead, the latest first.
select
    lead_id,
    lead_name,
    company,
    replace(status, '_', ' ') as state,
    score,
    replace(source, '_', ' ') as source,
    created_on,
    mql_on,
    sql_on,
    waiting_days,
    case when waiting_days > answer_within then 'bad' end as waiting_days_tone,
    owner_id,
    owner_name
from lead_state
order by created_on desc, lead_id
