-- One row is a person who sold, and what was given away from the list price in the fiscal year; what
-- came back takes its discount back.
with sale as (
    select
        owner_id,
        owner_name,
        base_list,
        base_net,
        kind in ('order', 'deal') as sold
    from sale_compared
    where in_year
)

select
    owner_id as person_id,
    coalesce(owner_name, 'nobody') as person_name,
    sum(base_list) as list_value,
    sum(base_list - base_net) as given_away,
    1 - sum(base_net) / sum(base_list) as discount_share,
    count(*) filter (where sold and base_net < base_list)
    / count(*) filter (where sold) as discounted_share,
    max(1 - base_net / base_list) filter (where sold) as deepest_share
from sale
group by owner_id, owner_name
order by discount_share desc nulls last, person_name
