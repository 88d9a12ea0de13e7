-- One row is a product and a time for which one standard cost holds, in the base currency at the
-- rate of its first day.
with stated as (
    select
        costs.record as product,
        costs.valid_from,
        max(cast(round(costs.cost * rate.rate, 4) as decimal(24, 4))) as base_cost
    from products_costs as costs
    cross join moment
    left join currency_rates as rate
        on rate.currency = coalesce(costs.currency, moment.base_currency)
        and costs.valid_from between rate.valid_from and rate.valid_to
    group by costs.record, costs.valid_from
)

select
    product as product_id,
    valid_from,
    cast(
        coalesce(
            lead(valid_from) over (partition by product order by valid_from) - interval 1 day,
            date '9999-12-31'
        ) as date
    ) as valid_to, -- the last day of the cost; 9999-12-31 while no later one is known
    base_cost -- of one
from stated
