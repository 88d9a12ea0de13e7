-- One row is a team and a team above it, or itself: for adding up over whole branches.
with recursive above as (
    select
        id as team,
        id as ancestor,
        0 as depth
    from teams
    union all
    select
        above.team,
        teams.parent as ancestor,
        above.depth + 1 as depth
    from above
    inner join teams on teams.id = above.ancestor
    where teams.parent is not null and above.depth < 32
)

select
    above.team as team_id,
    team.name as team_name,
    above.ancestor as ancestor_id,
    ancestor.name as ancestor_name,
    min(above.depth) as depth -- 0 for the team itself, 1 for its parent
from above
inner join teams as team on team.id = above.team
inner join teams as ancestor on ancestor.id = above.ancestor
group by above.team, team.name, above.ancestor, ancestor.name
