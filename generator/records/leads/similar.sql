-- One row is a record that looks like the lead: the same mail address, or the same name and company.
with candidate as (
    select id, 'leads' as kind, name, mail, company
    from leads
    union all
    select contacts.id, 'contacts' as kind, contacts.name, contacts.mail, accounts.name as company
    from contacts
    left join accounts on accounts.id = contacts.account
),

matched as (
    select
        leads.id as lead_id,
        candidate.kind,
        candidate.id,
        candidate.name,
        candidate.company,
        'same mail address' as why
    from leads
    inner join candidate on lower(candidate.mail) = lower(leads.mail)
    where leads.mail is not null
    union all
    select
        leads.id as lead_id,
        candidate.kind,
        candidate.id,
        candidate.name,
        candidate.company,
        'same name and company' as why
    from leads
    inner join candidate
        on lower(candidate.name) = lower(leads.name) and lower(candidate.company) = lower(leads.company)
)

select
    matched.lead_id,
    matched.kind,
    matched.id,
    matched.name,
    matched.company,
    string_agg(matched.why, ', ' order by matched.why) as why
from matched
inner join leads on leads.id = matched.lead_id
left join leads_not_duplicate_of as waived
    on waived.record = matched.lead_id and matched.kind = 'leads' and waived.value = matched.id
where
    waived.value is null
    and not (matched.kind = 'leads' and matched.id = matched.lead_id)
    and not (matched.kind = 'contacts' and matched.id = coalesce(leads.converted_contact, ''))
group by matched.lead_id, matched.kind, matched.id, matched.name, matched.company
order by matched.lead_id, matched.kind, matched.id
