-- One row is a qualified lead that sales has not taken up, the longest waiting first; at most 500.
with campaign as (
    select
        touch.record as lead_id,
        string_agg(distinct campaigns.name, ', ' order by campaigns.name) as names
    from leads_campaigns as touch
    inner join campaigns on campaigns.id = touch.campaign
    group by touch.record
)

select
    lead.lead_id,
    lead.lead_name,
    lead.company,
    lead.owner_id,
    lead.owner_name,
    replace(lead.source, '_', ' ') as source,
    campaign.names as campaigns,
    lead.score,
    lead.mql_on as qualified_on,
    lead.waiting_days,
    case
        when lead.waiting_days > 3 * lead.answer_within then 'bad'
        when lead.waiting_days > lead.answer_within then 'warn'
    end as waiting_days_tone
from lead_state as lead
left join campaign on campaign.lead_id = lead.lead_id
where lead.waiting
order by lead.waiting_days desc, lead.score desc, lead.lead_id
limit 500
