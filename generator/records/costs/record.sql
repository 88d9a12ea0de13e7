-- One row is a cost of a month, and what the area cost in all of it.
select
    costs.id,
    title.title,
    replace(costs.area, '_', ' ') || ' cost' as description,
    costs."month" as month,
    replace(costs.area, '_', ' ') as area,
    costs.amount,
    coalesce(costs.currency, moment.base_currency) as currency,
    costs.team as team_id,
    teams.name as team_name,
    lag(costs.amount) over (
        partition by costs.area, costs.team, costs.currency
        order by costs."month", costs.id
    ) as before
from costs
cross join moment
inner join record_title as title on title.kind = 'costs' and title.id = costs.id
left join teams on teams.id = costs.team
order by costs.id
