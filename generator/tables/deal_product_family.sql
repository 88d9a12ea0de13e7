-- One row is the part of a deal that falls on a product family. The parts of a deal add up to its
-- base_amount: what the stated amount and the lines differ by goes to the largest part, and a deal
-- without lines is one part without a family.
with part as (
    select
        deal_id,
        family,
        sum(base_amount) as base_amount
    from deal_line
    group by deal_id, family
),

ranked as (
    select
        deal_id,
        family,
        base_amount,
        sum(base_amount) over (partition by deal_id) as base_sum,
        row_number() over (
            partition by deal_id order by base_amount desc nulls last, family nulls last
        ) as place
    from part
),

divided as (
    select
        deal.deal_id,
        ranked.family,
        case
            when ranked.deal_id is null then deal.base_amount
            when ranked.place = 1 then ranked.base_amount + deal.base_amount - ranked.base_sum
            else ranked.base_amount
        end as base_amount,
        deal.base_amount as base_total,
        deal.probability
    from deal
    left join ranked on ranked.deal_id = deal.deal_id
)

select
    deal_id,
    family, -- null: no product, or a product without a family
    cast(base_amount as decimal(24, 4)) as base_amount,
    base_amount * probability * 0.01 as base_weighted,
    case when base_total <> 0 then base_amount / base_total end as share -- of the deal; 1 is all
from divided
