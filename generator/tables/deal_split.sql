-- One row is a person's share of a deal; without splits the owner has all of it.
with share as (
    select
        record as deal_id,
        person,
        sum(percent) as percent
    from deals_splits
    group by record, person
)

select
    deal.deal_id,
    coalesce(share.person, deal.owner_id) as person_id, -- null: nobody owns the deal
    cast(coalesce(share.percent, 100) as decimal(24, 4)) as percent,
    deal.base_amount * coalesce(share.percent, 100) * 0.01 as base_amount,
    deal.base_weighted * coalesce(share.percent, 100) * 0.01 as base_weighted
from deal
left join share on share.deal_id = deal.deal_id
