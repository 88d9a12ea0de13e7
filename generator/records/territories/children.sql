-- One row is a territory that is part of this one.
select
    parent as of_territory,
    id as territory_id,
    name as territory_name
from territories
where parent is not null
order by parent, name, id
