-- One row is a territory and a territory above it, or itself: for adding up over whole branches.
with recursive above as (
    select
        id as territory,
        id as ancestor,
        0 as depth
    from territories
    union all
    select
        above.territory,
        territories.parent as ancestor,
        above.depth + 1 as depth
    from above
    inner join territories on territories.id = above.ancestor
    where territories.parent is not null and above.depth < 32
)

select
    above.territory as territory_id,
    territory.name as territory_name,
    above.ancestor as ancestor_id,
    ancestor.name as ancestor_name,
    min(above.depth) as depth -- 0 for the territory itself, 1 for its parent
from above
inner join territories as territory on territory.id = above.territory
inner join territories as ancestor on ancestor.id = above.ancestor
group by above.territory, territory.name, above.ancestor, ancestor.name
