-- One row is a cost of a month, the latest first.
select
    costs.id,
    costs."month" as name,
    replace(costs.area, '_', ' ') as area,
    costs.amount,
    costs.currency as amount_currency,
    costs.team as team_id,
    teams.name as team_name
from costs
left join teams on teams.id = costs.team
order by costs."month" desc, costs.area, teams.name nulls first, costs.id
