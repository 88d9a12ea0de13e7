-- One row is a campaign that reached the lead.
with reached as (
    select record as lead_id, campaign, date, null as status
    from leads_campaigns
    union all
    select lead as lead_id, record as campaign, date, replace(status, '_', ' ') as status
    from campaigns_members
    where lead is not null
)

select
    reached.lead_id,
    reached.campaign as campaign_id,
    coalesce(campaigns.name, reached.campaign) as campaign_name,
    min(reached.date) as date,
    max(reached.status) as status
from reached
left join campaigns on campaigns.id = reached.campaign
group by reached.lead_id, reached.campaign, campaigns.name
order by reached.lead_id, min(reached.date), reached.campaign
