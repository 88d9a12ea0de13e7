-- One row is a product with a forecast, or all of them: how far forecasts for one to six months were
-- from what came, tried at the ends of the last 24 months, by each method.
select
    accuracy.product_id,
    case when accuracy.everything then 'All products, by amount' else products.name end
        as product_name,
    accuracy.origins,
    accuracy.forecasts,
    accuracy.wape as error_share, -- of the combination, in relation to what came
    accuracy.rate_wape as rate_error_share,
    accuracy.seasonal_wape as seasonal_error_share,
    accuracy.naive_wape as naive_error_share, -- the last month again
    accuracy.bias as bias_share -- above 0 is too much
from demand_accuracy as accuracy
left join products on products.id = accuracy.product_id
where
    accuracy.measure = case when accuracy.everything then 'amount' else 'quantity' end
    and accuracy.product_id in (select product_id from demand)
    and (accuracy.everything or accuracy.product_id <> '')
order by accuracy.everything desc, accuracy.wape, accuracy.product_id
