-- One row is a record of the kind, with what its page is called.
select id, id as title, '' as description
from $kind
order by id
