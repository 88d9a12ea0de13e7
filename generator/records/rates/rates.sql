-- One row is a currency, its rate and how it changed since the table before.
with held as (
    select
        rates.id,
        rates.date,
        rate.name as code,
        rate.value as rate,
        lag(rate.value) over (partition by rates.base, rate.name order by rates.date, rates.id) as before
    from rates
    inner join rates_rates as rate on rate.record = rates.id
)

select
    id,
    code,
    cast(rate as double) as one_is,
    cast((rate - before) / nullif(before, 0) as double) as change_share
from held
order by id, code
