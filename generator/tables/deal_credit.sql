-- One row is what a deal brings to one person in one product family. The rows of a deal add up to
-- its base_amount.
select
    deal.deal_id,
    deal.outcome,
    deal.category,
    deal.close_date,
    deal.close_month as month,
    share.person_id,
    deal.territory_id,
    part.family,
    part.base_amount * share.percent * 0.01 as base_amount,
    part.base_weighted * share.percent * 0.01 as base_weighted
from deal
inner join deal_split as share on share.deal_id = deal.deal_id
inner join deal_product_family as part on part.deal_id = deal.deal_id
