-- One row is an open deal and how much of what a deal should say it says. The score of an owner is
-- 100 x the sum of filled / the sum of possible.
with asked as (
    select deal_id, 'account' as field, 2 as weight, account_id is not null as given
    from open_deal
    union all
    select deal_id, 'owner' as field, 2 as weight, owner_id is not null as given
    from open_deal
    union all
    select deal_id, 'amount' as field, 2 as weight, coalesce(amount, 0) <> 0 as given
    from open_deal
    union all
    select deal_id, 'close_date' as field, 2 as weight, close_date is not null as given
    from open_deal
    union all
    select deal_id, 'next_step' as field, 1 as weight, next_step is not null as given
    from open_deal
    union all
    select deal_id, 'next_step_date' as field, 1 as weight, next_step_date is not null as given
    from open_deal
    union all
    select deal_id, 'origin' as field, 1 as weight, origin is not null as given
    from open_deal
    union all
    select deal_id, 'contacts' as field, 1 as weight, contact_count > 0 as given
    from open_deal
    union all
    select deal_id, 'buying_roles' as field, 1 as weight, role_count > 0 as given
    from deal
    where outcome = 'open'
    union all
    select deal_id, 'lines' as field, 1 as weight, line_count > 0 as given
    from deal
    where outcome = 'open'
),

scored as (
    select
        deal_id,
        cast(coalesce(sum(weight) filter (where given), 0) as bigint) as filled,
        cast(sum(weight) as bigint) as possible,
        string_agg(replace(field, '_', ' '), ', ' order by weight desc, field) filter (
            where not given
        ) as missing
    from asked
    group by deal_id
)

select
    open_deal.deal_id,
    open_deal.deal_name,
    open_deal.account_id,
    open_deal.account_name,
    open_deal.owner_id,
    open_deal.owner_name,
    open_deal.team_id,
    open_deal.base_amount,
    scored.filled, -- weights of what is there
    scored.possible, -- weights of all: account, owner, amount and close date 2, else 1
    scored.filled * 100 / scored.possible as score, -- percent
    scored.missing -- what is not there, the weightiest first
from scored
inner join open_deal on open_deal.deal_id = scored.deal_id
