-- One row is a currency and a time for which one rate holds. A table of rates holds until the next
-- one that names the currency; the base currency is worth 1 at all times. Tables that lead to
-- another currency than the company's base are left out: they convert nothing.
with stated as (
    select
        rates_rates.name as currency,
        rates.date as valid_from,
        max(rates_rates.value) as rate
    from rates_rates
    inner join rates on rates.id = rates_rates.record
    inner join moment on moment.base_currency = rates.base
    where rates_rates.name <> moment.base_currency
    group by rates_rates.name, rates.date
)

select
    currency,
    valid_from,
    cast(
        coalesce(
            lead(valid_from) over (partition by currency order by valid_from) - interval 1 day,
            date '9999-12-31'
        ) as date
    ) as valid_to, -- the last day of the rate; 9999-12-31 while no later one is known
    rate -- what one unit is worth in the base currency
from stated
union all
select
    base_currency as currency,
    date '0001-01-01' as valid_from,
    date '9999-12-31' as valid_to,
    cast(1 as decimal(24, 8)) as rate
from moment
