-- One row: sales of the fiscal year to date, beside the same days a year before.
with total as (
    select
        coalesce(sum(base_net) filter (where in_year), 0) as revenue,
        coalesce(sum(base_net) filter (where not in_year), 0) as revenue_before,
        sum(base_net) filter (where in_year and base_cost is not null) as costed_revenue,
        sum(base_margin) filter (where in_year) as margin,
        sum(base_list) filter (where in_year) as list_value,
        coalesce(-sum(base_net) filter (where in_year and kind = 'return'), 0) as returned,
        count(distinct coalesce(order_id, deal_id)) filter (
            where in_year and kind in ('order', 'deal')
        ) as orders,
        count(distinct account_id) filter (where in_year and kind in ('order', 'deal'))
            as customers,
        coalesce(bool_or(kind = 'deal'), false) as of_deals
    from sale_compared
)

select
    revenue,
    revenue_before,
    (revenue - revenue_before) / nullif(revenue_before, 0) as growth_rate,
    margin,
    margin / nullif(costed_revenue, 0) as margin_rate, -- where the cost is known
    1 - costed_revenue / nullif(revenue, 0) as uncosted_share,
    list_value - revenue as given_away,
    1 - revenue / nullif(list_value, 0) as discount_share,
    returned,
    orders,
    revenue / nullif(orders, 0) as mean_order,
    customers,
    of_deals -- there are no orders at all: won deals are told as sales
from total
order by revenue
