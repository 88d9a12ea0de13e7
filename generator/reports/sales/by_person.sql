-- One row is a person who sold and its sales of the fiscal year to date, beside the same days a year before.
select
    sale.owner_id as person_id,
    coalesce(sale.owner_name, 'nobody') as person_name,
    coalesce(sum(sale.base_net) filter (where sale.in_year), 0) as revenue,
    sum(sale.base_cost) filter (where sale.in_year) as cost,
    sum(sale.base_margin) filter (where sale.in_year) as margin,
    sum(sale.base_margin) filter (where sale.in_year)
    / sum(sale.base_net) filter (where sale.in_year and sale.base_cost is not null) as margin_rate,
    coalesce(sum(sale.base_net) filter (where not sale.in_year), 0) as revenue_before,
    coalesce(sum(sale.base_net) filter (where sale.in_year), 0)
    / sum(sale.base_net) filter (where not sale.in_year) - 1 as growth_rate
from sale_compared as sale
group by sale.owner_id, sale.owner_name
order by revenue desc, person_name
