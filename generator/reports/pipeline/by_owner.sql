-- One row is an owner and its open deals.
select
    deal.owner_id as owner_id,
    coalesce(deal.owner_name, 'nobody') as owner_name,
    count(*) as deals,
    sum(deal.base_amount) as amount,
    sum(deal.base_weighted) as weighted,
    sum(deal.base_amount) filter (where deal.close_quarter = moment.quarter) as this_quarter,
    sum(deal.base_amount) / sum(sum(deal.base_amount)) over () as share
from open_deal as deal
cross join moment
group by deal.owner_id, deal.owner_name
order by amount desc nulls last, owner_name
