-- One row is a territory, with all below it.
with held as (
    select
        tree.ancestor_id as territory_id,
        count(*) as accounts,
        sum(summary.base_sales_year) as sold,
        sum(summary.base_open_deals) as amount
    from account_summary as summary
    inner join territory_tree as tree on tree.territory_id = summary.territory_id
    group by tree.ancestor_id
)

select
    territories.id as territory_id,
    territories.name as territory_name,
    parent.name as part_of,
    territories.manager as manager_id,
    manager.name as manager_name,
    held.accounts,
    held.sold as sold_12_months,
    held.amount as open_deals
from territories
left join territories as parent on parent.id = territories.parent
left join people as manager on manager.id = territories.manager
left join held on held.territory_id = territories.id
order by territories.name, territories.id
