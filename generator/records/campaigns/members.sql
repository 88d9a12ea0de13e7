-- One row is somebody whom the campaign reached, the latest first.
with ranked as (
    select
        member.record as campaign_id,
        case when member.lead is not null then 'leads' else 'contacts' end as who_kind,
        coalesce(member.lead, member.contact) as who_id,
        coalesce(leads.name, contacts.name, member.lead, member.contact) as who_name,
        coalesce(leads.company, accounts.name) as company,
        replace(member.status, '_', ' ') as answer,
        member.date,
        row_number() over (
            partition by member.record
            order by member.date desc nulls last, member.position
        ) as place,
        count(*) over (partition by member.record) as total
    from campaigns_members as member
    left join leads on leads.id = member.lead
    left join contacts on contacts.id = member.contact
    left join accounts on accounts.id = contacts.account
)

select campaign_id, who_kind, who_id, who_name, company, answer, date, total
from ranked
where place <= 50
order by campaign_id, place
