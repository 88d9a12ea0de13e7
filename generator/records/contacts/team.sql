-- One row is somebody who reports to the contact.
select
    contacts.reports_to as superior_id,
    contacts.id as contact_id,
    contacts.name as contact_name,
    concat_ws(' · ', contacts.title, replace(contacts.buying_role, '_', ' ')) as what
from contacts
where contacts.reports_to is not null
order by contacts.reports_to, contacts.name, contacts.id
