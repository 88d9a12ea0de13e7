-- One row is a team that is part of this one.
select
    parent as of_team,
    id as team_id,
    name as team_name
from teams
where parent is not null
order by parent, name, id
