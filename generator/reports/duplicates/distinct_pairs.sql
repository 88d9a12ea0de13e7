-- One row is a pair of records that look alike and are two, deals and orders first; at most 200.
select
    pair.kind as records,
    pair.kind,
    pair.id,
    mine.title as name,
    pair.kind as other_kind,
    pair.other_id,
    theirs.title as other_name,
    pair.reasons as why,
    pair.against as why_not
from duplicate as pair
inner join record_title as mine on mine.kind = pair.kind and mine.id = pair.id
inner join record_title as theirs on theirs.kind = pair.kind and theirs.id = pair.other_id
where pair.band = 'distinct'
order by
    pair.kind not in ('deals', 'orders'), pair.score desc, pair.kind, pair.id, pair.other_id
limit 200
