-- One row is an account and a company above it, or itself: for adding up over a whole group.
with recursive above as (
    select
        id as account,
        id as ancestor,
        0 as depth
    from accounts
    union all
    select
        above.account,
        accounts.parent as ancestor,
        above.depth + 1 as depth
    from above
    inner join accounts on accounts.id = above.ancestor
    where accounts.parent is not null and above.depth < 32
)

select
    above.account as account_id,
    account.name as account_name,
    above.ancestor as ancestor_id,
    ancestor.name as ancestor_name,
    min(above.depth) as depth -- 0 for the account itself, 1 for the company that owns it
from above
inner join accounts as account on account.id = above.account
inner join accounts as ancestor on ancestor.id = above.ancestor
group by above.account, account.name, above.ancestor, ancestor.name
