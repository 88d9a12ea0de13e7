-- One row is a person who sold, and what was given away from the list price in the fiscal year.
select
    owner_id as person_id,
    coalesce(owner_name, 'nobody') as person_name,
    sum(base_list) as list_value,
    sum(base_list - base_net) as given_away,
    1 - sum(base_net) / sum(base_list) as discount_share,
    count(*) filter (where base_net < base_list) / count(*) as discounted_share,
    max(1 - base_net / base_list) as deepest_share
from sale_compared
where in_year and kind <> 'return'
group by owner_id, owner_name
order by discount_share desc nulls last, person_name
