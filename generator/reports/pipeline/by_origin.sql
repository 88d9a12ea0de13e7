-- One row is who found the open deals, and from which source their lead came.
select
    coalesce(replace(deal.origin, '_', ' '), 'not known') as origin,
    coalesce(replace(deal.lead_source, '_', ' '), 'no lead') as lead_source,
    count(*) as deals,
    sum(deal.base_amount) as amount,
    sum(deal.base_weighted) as weighted,
    sum(deal.base_amount) filter (where deal.close_quarter = moment.quarter) as this_quarter,
    sum(deal.base_amount) / sum(sum(deal.base_amount)) over () as share
from open_deal as deal
cross join moment
group by deal.origin, deal.lead_source
order by amount desc nulls last, origin, lead_source
