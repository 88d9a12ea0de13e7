-- One row is a territory and its sales of the fiscal year to date, beside the same days a year before.
select
    sale.territory_id,
    coalesce(territories.name, 'no territory') as territory_name,
    coalesce(sum(sale.base_net) filter (where sale.in_year), 0) as revenue,
    sum(sale.base_cost) filter (where sale.in_year) as cost,
    sum(sale.base_margin) filter (where sale.in_year) as margin,
    sum(sale.base_margin) filter (where sale.in_year)
    / sum(sale.base_net) filter (where sale.in_year and sale.base_cost is not null) as margin_rate,
    coalesce(sum(sale.base_net) filter (where not sale.in_year), 0) as revenue_before,
    coalesce(sum(sale.base_net) filter (where sale.in_year), 0)
    / sum(sale.base_net) filter (where not sale.in_year) - 1 as growth_rate
from sale_compared as sale
left join territories on territories.id = sale.territory_id
group by sale.territory_id, territories.name
order by revenue desc, territory_name
