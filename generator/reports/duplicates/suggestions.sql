-- One row is a pair of records that may be one, the most alike first; at most 500.
select
    pair.kind as records,
    pair.kind,
    pair.id,
    mine.title as name,
    pair.kind as other_kind,
    pair.other_id,
    theirs.title as other_name,
    pair.score as odds_share,
    pair.reasons as why,
    pair.against
from duplicate as pair
inner join record_title as mine on mine.kind = pair.kind and mine.id = pair.id
inner join record_title as theirs on theirs.kind = pair.kind and theirs.id = pair.other_id
where pair.band = 'suggest'
order by pair.score desc, pair.kind, pair.id, pair.other_id
limit 500
