-- One row is a contact, by account.
select
    touch.contact_id,
    touch.contact_name,
    touch.account_id,
    touch.account_name,
    touch.title,
    replace(touch.buying_role, '_', ' ') as buying_role,
    contacts.mail,
    contacts.phone,
    touch.consent,
    touch.last_touch_on as last_met,
    touch.open_deal_count as open_deals,
    touch.left_on
from contact_last_touch as touch
inner join contacts on contacts.id = touch.contact_id
order by touch.left_on is not null, touch.account_name nulls last, touch.contact_name, touch.contact_id
