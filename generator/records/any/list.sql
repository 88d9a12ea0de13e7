-- One row is a record of the kind.
select
    id as $kind_id,
    title as $kind_name,
    detail,
    day
from record_title
where kind = '$kind'
order by title, id
