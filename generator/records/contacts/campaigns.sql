-- One row is a campaign that reached the contact.
select
    member.contact as contact_id,
    campaigns.id as campaign_id,
    campaigns.name as campaign_name,
    replace(member.status, '_', ' ') as status,
    coalesce(member.date, campaigns.start) as day
from campaigns_members as member
inner join campaigns on campaigns.id = member.record
where member.contact is not null
order by member.contact, coalesce(member.date, campaigns.start) desc, campaigns.id
