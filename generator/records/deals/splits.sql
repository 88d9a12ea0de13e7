-- One row is a person who shares the deal; only for deals that several share.
select
    split.deal_id,
    split.person_id,
    people.name as person_name,
    split.percent,
    split.base_amount
from deal_split as split
inner join deals_splits as written on written.record = split.deal_id and written.person = split.person_id
left join people on people.id = split.person_id
order by split.deal_id, split.percent desc, split.person_id
