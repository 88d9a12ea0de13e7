-- One row is a channel and its sales of the fiscal year to date, beside the same days a year before.
select
    coalesce(sale.channel, 'not known') as channel,
    coalesce(sum(sale.base_net) filter (where sale.in_year), 0) as revenue,
    sum(sale.base_cost) filter (where sale.in_year) as cost,
    sum(sale.base_margin) filter (where sale.in_year) as margin,
    sum(sale.base_margin) filter (where sale.in_year)
    / sum(sale.base_net) filter (where sale.in_year and sale.base_cost is not null) as margin_rate,
    coalesce(sum(sale.base_net) filter (where not sale.in_year), 0) as revenue_before,
    coalesce(sum(sale.base_net) filter (where sale.in_year), 0)
    / sum(sale.base_net) filter (where not sale.in_year) - 1 as growth_rate
from sale_compared as sale
group by sale.channel
order by revenue desc, channel
