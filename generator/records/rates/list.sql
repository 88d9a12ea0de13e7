-- One row is a table of rates, the latest first.
with held as (
    select
        record,
        string_agg(name || ' ' || trim(rtrim(cast(value as varchar), '0'), '.'), ', ' order by name) as rates
    from rates_rates
    group by record
)

select
    rates.id,
    strftime(rates.date, '%Y-%m-%d') as name,
    rates.base,
    held.rates
from rates
left join held on held.record = rates.id
order by rates.date desc, rates.id
