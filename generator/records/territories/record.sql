-- One row is a territory with all below it, and what the head of its page says.
with held as (
    select
        tree.ancestor_id as territory_id,
        count(*) as accounts,
        count(*) filter (where summary.base_sales_year > 0) as customers,
        sum(summary.base_sales_year) as sold,
        sum(summary.open_deal_count) as deals,
        sum(summary.base_open_deals) as amount
    from account_summary as summary
    inner join territory_tree as tree on tree.territory_id = summary.territory_id
    group by tree.ancestor_id
)

select
    territories.id,
    territories.name as title,
    coalesce('part of ' || parent.name, 'a territory') as description,
    territories.parent as parent_id,
    parent.name as parent_name,
    territories.manager as manager_id,
    manager.name as manager_name,
    coalesce(held.accounts, 0) as accounts,
    held.customers,
    held.sold,
    coalesce(held.deals, 0) as deals,
    held.amount
from territories
left join territories as parent on parent.id = territories.parent
left join people as manager on manager.id = territories.manager
left join held on held.territory_id = territories.id
order by territories.id
