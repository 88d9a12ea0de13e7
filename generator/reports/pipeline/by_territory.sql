-- One row is a territory and its open deals.
select
    deal.territory_id as territory_id,
    coalesce(deal.territory_name, 'no territory') as territory_name,
    count(*) as deals,
    sum(deal.base_amount) as amount,
    sum(deal.base_weighted) as weighted,
    sum(deal.base_amount) filter (where deal.close_quarter = moment.quarter) as this_quarter,
    sum(deal.base_amount) / sum(sum(deal.base_amount)) over () as share
from open_deal as deal
cross join moment
group by deal.territory_id, deal.territory_name
order by amount desc nulls last, territory_name
