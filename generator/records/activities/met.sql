-- One row is a contact who took part.
select
    link.record as activity_id,
    link.value as contact_id,
    coalesce(contacts.name, link.value) as contact_name,
    concat_ws(' · ', contacts.title, replace(contacts.buying_role, '_', ' ')) as what
from activities_contacts as link
left join contacts on contacts.id = link.value
order by link.record, link.position
