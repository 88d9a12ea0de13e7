-- One row is one of the largest open deals of a stage: as many cards as a lane shows.
with ranked as (
    select
        deal.pipeline,
        deal.pipeline_name,
        deal.stage_name,
        deal.stage_position,
        deal.deal_id,
        deal.deal_name,
        deal.account_name,
        deal.owner_name,
        deal.base_amount,
        deal.close_date,
        deal.days_to_close,
        row_number() over (
            partition by deal.pipeline, deal.stage
            order by deal.base_amount desc nulls last, deal.deal_id
        ) as place
    from open_deal as deal
)

select
    ranked.pipeline_name as pipeline,
    ranked.stage_name as stage,
    ranked.deal_id,
    ranked.deal_name,
    ranked.account_name,
    ranked.owner_name,
    ranked.base_amount as amount,
    ranked.close_date,
    ranked.days_to_close,
    attention.signals
from ranked
left join deal_attention as attention on attention.deal_id = ranked.deal_id
where ranked.place <= 6
order by ranked.pipeline, ranked.stage_position, ranked.place
