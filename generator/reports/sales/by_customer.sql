-- One row is a customer and its sales of the fiscal year to date, beside the same days a year
-- before; those after the largest 500 are one row.
with placed as (
    select
        account_id,
        account_name,
        class,
        revenue,
        share,
        cumulative_share,
        orders,
        cost,
        margin,
        costed_revenue,
        revenue_before,
        row_number() over (order by revenue desc, revenue_before desc, account_name, account_id)
            as place
    from customer_sale
)

select
    case when place <= 500 then account_id end as account_id,
    case when place <= 500 then account_name else 'all others' end as account_name,
    max(class) as class,
    sum(revenue) as revenue,
    sum(share) as share,
    max(cumulative_share) as cumulative_share,
    cast(sum(orders) as bigint) as orders,
    sum(cost) as cost,
    sum(margin) as margin,
    sum(margin) / sum(costed_revenue) as margin_rate,
    sum(revenue_before) as revenue_before,
    (sum(revenue) - sum(revenue_before)) / sum(revenue_before) as growth_rate
from placed
group by
    least(place, 501),
    case when place <= 500 then account_id end,
    case when place <= 500 then account_name else 'all others' end
order by least(place, 501)
