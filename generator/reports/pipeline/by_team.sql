-- One row is a team of owners and its open deals.
select
    deal.team_id as team_id,
    coalesce(deal.team_name, 'no team') as team_name,
    count(*) as deals,
    sum(deal.base_amount) as amount,
    sum(deal.base_weighted) as weighted,
    sum(deal.base_amount) filter (where deal.close_quarter = moment.quarter) as this_quarter,
    sum(deal.base_amount) / sum(sum(deal.base_amount)) over () as share
from open_deal as deal
cross join moment
group by deal.team_id, deal.team_name
order by amount desc nulls last, team_name
