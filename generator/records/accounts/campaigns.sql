-- One row is a campaign that reached a contact of the account.
with reached as (
    select
        contacts.account as account_id,
        campaigns.id as campaign_id,
        campaigns.name as campaign_name,
        campaigns.start as day,
        contacts.name as contact_name,
        replace(member.status, '_', ' ') as status
    from campaigns_members as member
    inner join campaigns on campaigns.id = member.record
    inner join contacts on contacts.id = member.contact
    where contacts.account is not null
)

select
    account_id,
    campaign_id,
    campaign_name,
    max(day) as day,
    string_agg(contact_name || ' ' || status, ', ' order by contact_name) as words
from reached
group by account_id, campaign_id, campaign_name
order by account_id, day desc, campaign_id
