-- One row is a way in which members answered, and how many did.
select
    record as campaign_id,
    replace(status, '_', ' ') as answer,
    count(*) as count
from campaigns_members
group by record, status
order by campaign_id, count(*) desc, answer
