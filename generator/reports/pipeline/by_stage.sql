-- One row is an open stage of a pipeline and the deals that stand in it.
select
    stage.pipeline_name as pipeline,
    stage.stage_name as stage,
    count(deal.deal_id) as deals,
    coalesce(sum(deal.base_amount), 0) as amount,
    stage.probability,
    coalesce(sum(deal.base_weighted), 0) as weighted,
    avg(deal.age_days) as mean_age_days,
    count(*) filter (where deal.days_to_close < 0) as date_passed
from company_stages as stage
left join open_deal as deal
    on deal.pipeline = stage.pipeline and deal.stage = stage.stage
where stage.outcome = 'open'
group by
    stage.pipeline_name, stage.pipeline_position, stage.stage_name, stage.position,
    stage.probability
order by stage.pipeline_position, stage.position
