-- One row is a product, or all products together, and a measure: how good the forecasts of demand
-- were that could have been made in the last 24 months, beside a naive one that repeats the last
-- month. Errors of all months ahead count alike. The range is split conformal: an error that four in
-- five of the past ones did not pass; it needs four origins.
with error as (
    select
        *,
        actual - forecast as error,
        actual - rate as rate_error,
        actual - seasonal as seasonal_error,
        actual - last_value as naive_error
    from demand_trial
    where actual is not null
)

select
    product_id,
    everything,
    measure,
    count(distinct origin_number) as origins,
    count(*) as forecasts,
    sum(abs(error)) / nullif(sum(abs(actual)), 0) as wape, -- sum of errors / sum of what came
    -sum(error) / nullif(sum(actual), 0) as bias, -- above 0 is too much
    sum(abs(rate_error)) / nullif(sum(abs(actual)), 0) as rate_wape, -- by the mean rate alone
    sum(abs(seasonal_error)) / nullif(sum(abs(actual)) filter (where seasonal is not null), 0)
        as seasonal_wape, -- by the season alone, where there is one
    sum(abs(naive_error)) / nullif(sum(abs(actual)), 0) as naive_wape,
    case
        when count(distinct origin_number) >= 4
            then list_sort(list(abs(error)))[cast(ceil((count(*) + 1) * 0.8) as bigint)]
    end as reach -- the range is the forecast less and plus this; null where too little was tested
from error
group by product_id, everything, measure
