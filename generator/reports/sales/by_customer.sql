-- One row is a customer and its sales of the fiscal year to date, beside the same days a year
-- before; at most 500.
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
    margin_rate,
    revenue_before,
    growth_rate
from customer_sale
order by revenue desc, revenue_before desc, account_name, account_id
limit 500
