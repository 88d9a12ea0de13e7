-- One row is a forecast of demand as it would have been made at the end of a month, the origin, for
-- one of the six months after it: by the mean rate, by the season, and by both in equal parts; and
-- what came. Origins are the last 24 months from a product's third on, the last of which gives the
-- forecasts that still stand. Nothing after the origin is used.
--
-- The mean rate is that of the last twelve months, or of those there are. The season is the rate
-- times an index: how the amount of all sales in the same month of the years before compares with
-- all months of whole years, moved to 1 as if two years more had been without a season. From its
-- second year on a product adds its own index, which counts one year less than it has. All of it
-- needs a whole year.
with measured as (
    select
        product_id,
        everything,
        number,
        place,
        unnest(['quantity', 'amount']) as measure,
        unnest([cast(quantity as double), cast(amount as double)]) as value
    from demand_month
),

summed as (
    select
        *,
        avg(value) over last_year as rate,
        lag(value, 11) over by_month as year_before,
        sum(value) over (
            partition by product_id, everything, measure
            order by number
        ) as total,
        max(number) over (partition by product_id, everything, measure) - number as age
    from measured
    window
        by_month as (partition by product_id, everything, measure order by number),
        last_year as (
            partition by product_id, everything, measure
            order by number
            rows between 11 preceding and current row
        )
),

origin as (
    select
        summed.*,
        place // 12 as years,
        unnest([1, 2, 3, 4, 5, 6]) as ahead
    from summed
    where place >= 3 and age < 24
),

seasoned as (
    select
        origin.product_id,
        origin.everything,
        origin.measure,
        origin.number,
        origin.ahead,
        avg(same.value) as same_month
    from origin
    inner join summed as same
        on same.product_id = origin.product_id
        and same.everything = origin.everything
        and same.measure = origin.measure
        and same.number <= origin.number
        and same.number > origin.number - 12 * origin.years
        and (origin.number + origin.ahead - same.number) % 12 = 0
    group by all
),

compared as (
    select
        origin.*,
        seasoned.same_month * 12 * origin.years
        / nullif(origin.total - coalesce(before.total, 0), 0) as compared
    from origin
    left join seasoned
        on seasoned.product_id = origin.product_id
        and seasoned.everything = origin.everything
        and seasoned.measure = origin.measure
        and seasoned.number = origin.number
        and seasoned.ahead = origin.ahead
    left join summed as before
        on before.product_id = origin.product_id
        and before.everything = origin.everything
        and before.measure = origin.measure
        and before.number = origin.number - 12 * origin.years
),

overall as (
    select
        number,
        ahead,
        (years * coalesce(compared, 1) + 2) / (years + 2) as season_index
    from compared
    where everything and measure = 'amount' and years > 0
),

indexed as (
    select
        compared.*,
        case
            when compared.everything then overall.season_index
            when compared.years > 0
                then (
                    (compared.years - 1) * coalesce(compared.compared, 1)
                    + 2 * overall.season_index
                ) / (compared.years + 1)
        end as season_index
    from compared
    left join overall on overall.number = compared.number and overall.ahead = compared.ahead
)

select
    made.product_id, -- empty for all products together
    made.everything,
    made.measure, -- quantity, or amount in the base currency
    made.number as origin_number, -- the last month known, counted as in demand_month
    made.age, -- of the origin: 0 for the last month that is over
    made.ahead, -- 1 for the month after the origin
    made.number + made.ahead as number, -- the month that is forecast
    made.years, -- whole years known at the origin
    made.rate,
    made.value as last_value, -- of the origin's own month
    made.season_index, -- null without a whole year
    made.rate * made.season_index as seasonal,
    greatest(made.rate * (1 + coalesce(made.season_index, 1)) / 2, 0) as forecast,
    came.value as actual -- null while the month is not over
from indexed as made
left join measured as came
    on came.product_id = made.product_id
    and came.everything = made.everything
    and came.measure = made.measure
    and came.number = made.number + made.ahead
