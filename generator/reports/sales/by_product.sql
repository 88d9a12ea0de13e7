-- One row is a product and its sales of the fiscal year to date, beside the same days a year
-- before; those after the best 500 are one row.
with product as (
    select
        product_id,
        coalesce(product_name, 'no product') as product_name,
        coalesce(family, 'no family') as family,
        coalesce(sum(quantity) filter (where in_year), 0) as quantity,
        coalesce(sum(base_net) filter (where in_year), 0) as revenue,
        sum(base_net) filter (where in_year and base_cost is not null) as costed_revenue,
        sum(base_cost) filter (where in_year) as cost,
        sum(base_margin) filter (where in_year) as margin,
        coalesce(sum(base_net) filter (where not in_year), 0) as revenue_before
    from sale_compared
    group by product_id, product_name, family
),

placed as (
    select
        product_id,
        product_name,
        family,
        quantity,
        revenue,
        costed_revenue,
        cost,
        margin,
        revenue_before,
        row_number() over (order by revenue desc, revenue_before desc, product_name, product_id)
            as place
    from product
)

select
    case when place <= 500 then product_id end as product_id,
    case when place <= 500 then product_name else 'all others' end as product_name,
    case when place <= 500 then family end as family,
    sum(quantity) as quantity,
    sum(revenue) as revenue,
    sum(cost) as cost,
    sum(margin) as margin,
    sum(margin) / sum(costed_revenue) as margin_rate,
    sum(revenue_before) as revenue_before,
    (sum(revenue) - sum(revenue_before)) / sum(revenue_before) as growth_rate
from placed
group by
    least(place, 501),
    case when place <= 500 then product_id end,
    case when place <= 500 then product_name else 'all others' end,
    case when place <= 500 then family end
order by least(place, 501)
