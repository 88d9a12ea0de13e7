-- One row is somebody who approved what is beyond the usual.
select
    approval.record as quote_id,
    approval.person as person_id,
    people.name as person_name,
    approval.date,
    approval.reason
from quotes_approvals as approval
left join people on people.id = approval.person
order by approval.record, approval.position
