-- One row is a contact who takes part in the deal, and the part played.
select
    part.record as deal_id,
    part.contact as contact_id,
    coalesce(touch.contact_name, part.contact) as contact_name,
    concat_ws(' · ', touch.title, replace(coalesce(part.role, touch.buying_role), '_', ' ')) as what,
    coalesce(part.role, touch.buying_role) is null as unknown_role,
    touch.last_touch_on,
    touch.quiet_days,
    touch.left_on
from deals_contacts as part
left join contact_last_touch as touch on touch.contact_id = part.contact
order by part.record, part.position
