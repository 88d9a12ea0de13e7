-- One row is a record of the kind, with what its page is called.
select
    id,
    title,
    detail,
    day
from record_title
where kind = '$kind'
order by id
