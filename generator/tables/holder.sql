-- One row is somebody who can have a target: a person, a team, a territory, a family, the company.
select
    'people' as holder_kind, -- people, teams, territories, family or company
    id as holder_key, -- unique within its kind
    id as holder_id, -- of the record; null for a family and for the company
    name as holder_name,
    team as team_id -- the person's team, the team's parent
from people
union all
select
    'teams' as holder_kind,
    id as holder_key,
    id as holder_id,
    name as holder_name,
    parent as team_id
from teams
union all
select
    'territories' as holder_kind,
    id as holder_key,
    id as holder_id,
    name as holder_name,
    cast(null as varchar) as team_id
from territories
union all
select
    'family' as holder_kind,
    family as holder_key,
    cast(null as varchar) as holder_id,
    family as holder_name,
    cast(null as varchar) as team_id
from (
    select family from products
    union
    select family from targets
) as known
where family is not null
union all
select
    'company' as holder_kind,
    '' as holder_key,
    cast(null as varchar) as holder_id,
    company as holder_name,
    cast(null as varchar) as team_id
from moment
