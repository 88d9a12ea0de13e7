-- One row is a company of the account's group, with what it brings; only for accounts in a group.
with root as (
    select
        account_id,
        arg_max(ancestor_id, depth) as root_id
    from account_tree
    group by account_id
),

size as (
    select
        root_id,
        count(*) as companies
    from root
    group by root_id
),

ranked as (
    select
        mine.account_id,
        member.account_id as member_id,
        summary.account_name as member_name,
        summary.type,
        summary.open_deal_count,
        summary.base_open_deals as open_deals,
        summary.base_sales_year as sales_12_months,
        summary.base_receivable as unpaid,
        row_number() over (
            partition by mine.account_id
            order by member.account_id <> mine.root_id, summary.base_sales_year desc, member.account_id
        ) as place
    from root as mine
    inner join size on size.root_id = mine.root_id and size.companies > 1
    inner join root as member on member.root_id = mine.root_id
    inner join account_summary as summary on summary.account_id = member.account_id
)

select
    account_id,
    'accounts' as member_kind,
    member_id,
    member_name,
    type,
    open_deal_count,
    open_deals,
    sales_12_months,
    unpaid
from ranked
where place <= 20
order by account_id, place
