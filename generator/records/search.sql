-- One row is a record, with the words that find it.
select 'accounts' as kind, id, name as title, '' as text, [id] as words, 1.0 as boost
from accounts
order by id
