-- One row is a person and a team that the person is in, directly or through the teams below it.
select
    people.id as person_id,
    people.name as person_name,
    team_tree.ancestor_id as team_id,
    team_tree.ancestor_name as team_name,
    team_tree.depth -- 0 for the person's own team
from people
inner join team_tree on team_tree.team_id = people.team
