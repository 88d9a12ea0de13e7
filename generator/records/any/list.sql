-- One row is a record of the kind.
select id
from $kind
order by id
