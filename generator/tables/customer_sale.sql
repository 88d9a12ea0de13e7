-- One row is a customer and its sales of the fiscal year to date, beside the same days a year
-- before. The customers of class A bring the first 80 % of the revenue, B the next 15 %, C the rest.
with customer as (
    select
        account_id,
        account_name,
        coalesce(sum(base_net) filter (where in_year), 0) as revenue,
        sum(base_cost) filter (where in_year) as cost,
        sum(base_margin) filter (where in_year) as margin,
        sum(base_net) filter (where in_year and base_cost is not null) as costed_revenue,
        coalesce(sum(base_net) filter (where not in_year), 0) as revenue_before,
        count(distinct coalesce(order_id, deal_id)) filter (
            where in_year and kind in ('order', 'deal')
        ) as orders
    from sale_compared
    group by account_id, account_name
),

ranked as (
    select
        customer.*,
        sum(greatest(revenue, 0)) over () as revenue_of_all,
        sum(greatest(revenue, 0)) over (
            order by revenue desc, account_name, account_id
            rows between unbounded preceding and current row
        ) as revenue_so_far
    from customer
)

select
    account_id,
    coalesce(account_name, 'no account') as account_name,
    case
        when revenue <= 0 then null
        when revenue_so_far - revenue < 0.80 * revenue_of_all then 'A'
        when revenue_so_far - revenue < 0.95 * revenue_of_all then 'B'
        else 'C'
    end as class, -- A, B or C; null without sales in the year
    revenue,
    revenue / nullif(revenue_of_all, 0) as share,
    revenue_so_far / nullif(revenue_of_all, 0) as cumulative_share, -- with all larger customers
    orders,
    cost,
    margin, -- where the cost is known
    costed_revenue, -- the part of the revenue whose cost is known
    margin / nullif(costed_revenue, 0) as margin_rate,
    revenue_before, -- on the same days a year before
    (revenue - revenue_before) / nullif(revenue_before, 0) as growth_rate
from ranked
