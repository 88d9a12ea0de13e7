-- One row is a field that open deals should have, and how many have not.
with gap as (
    select
        owner_name,
        base_amount,
        unnest(string_split(missing, ', ')) as field
    from completeness
    where missing is not null
)

select
    upper(field[1]) || field[2:] as field,
    count(*) as deals,
    count(*) / (select count(*) from completeness) as share,
    coalesce(sum(base_amount), 0) as amount
from gap
group by field
order by deals desc, field
