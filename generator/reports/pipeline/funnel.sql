-- One row is a part of what is open in a stage: what it is worth by its probability, and the rest.
with stage as (
    select
        company_stages.pipeline_name,
        company_stages.pipeline_position,
        company_stages.stage_name,
        company_stages.position,
        count(deal.deal_id) as deals,
        coalesce(sum(deal.base_amount), 0) as amount,
        coalesce(sum(deal.base_weighted), 0) as weighted
    from company_stages
    left join open_deal as deal
        on deal.pipeline = company_stages.pipeline and deal.stage = company_stages.stage
    where company_stages.outcome = 'open'
    group by all
)

select
    stage.pipeline_name as pipeline,
    stage.stage_name || ', ' || stage.deals || case stage.deals when 1 then ' deal' else ' deals' end
        as stage,
    part.part,
    case part.part when 'Weighted' then stage.weighted else stage.amount - stage.weighted end
        as amount
from stage
cross join (values ('Weighted', 1), ('The rest', 2)) as part (part, position)
order by stage.pipeline_position, stage.position, part.position
