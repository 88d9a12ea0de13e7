-- One row is a product family and the parts of open deals that fall on it.
select
    coalesce(part.family, 'no family') as family,
    count(distinct part.deal_id) as deals,
    sum(part.base_amount) as amount,
    cast(sum(part.base_weighted) as decimal(24, 4)) as weighted,
    sum(part.base_amount) filter (where deal.close_quarter = moment.quarter) as this_quarter,
    sum(part.base_amount) / sum(sum(part.base_amount)) over () as share
from deal_product_family as part
inner join open_deal as deal on deal.deal_id = part.deal_id
cross join moment
group by part.family
order by amount desc nulls last, family
