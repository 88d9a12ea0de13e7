-- One row is an account of the territory or of one below it, those that bought most first.
with ranked as (
    select
        tree.ancestor_id as of_territory,
        summary.account_id,
        summary.account_name,
        summary.type,
        summary.owner_id,
        summary.owner_name,
        summary.base_sales_year as bought_12_months,
        summary.base_open_deals as open_deals,
        summary.last_activity_on as last_contact,
        row_number() over (
            partition by tree.ancestor_id
            order by summary.base_sales_year desc, summary.base_open_deals desc, summary.account_id
        ) as place,
        count(*) over (partition by tree.ancestor_id) as total
    from account_summary as summary
    inner join territory_tree as tree on tree.territory_id = summary.territory_id
)

select
    of_territory, account_id, account_name, type, owner_id, owner_name, bought_12_months, open_deals,
    last_contact, total
from ranked
where place <= 25
order by of_territory, place
