-- One row is a contact, with what the head of the page says.
select
    touch.contact_id as id,
    touch.contact_name as title,
    case
        when replace(contacts.name, ' ', '') <> contacts.family || contacts.given
            then contacts.family || ' ' || contacts.given
    end as alias,
    concat_ws(', ', coalesce(touch.title, touch.role), touch.account_name) as description,
    contacts.reading,
    touch.account_id,
    touch.account_name,
    touch.owner_id,
    people.name as owner_name,
    coalesce(touch.title, replace(touch.role, '_', ' ')) as job,
    contacts.department,
    replace(touch.buying_role, '_', ' ') as buying_role,
    touch.superior_id,
    superior.name as superior_name,
    contacts.mail,
    contacts.phone,
    touch.consent,
    contacts.consent_on,
    touch.left_on,
    touch.last_touch_on,
    touch.last_touch_type,
    touch.last_touch_by_id,
    touch.last_touch_by_name,
    touch.quiet_days,
    touch.next_touch_on,
    touch.open_deal_count
from contact_last_touch as touch
inner join contacts on contacts.id = touch.contact_id
left join people on people.id = touch.owner_id
left join contacts as superior on superior.id = touch.superior_id
order by touch.contact_id
