-- One row is a deal that the campaign influenced, the largest first.
with ranked as (
    select
        touch.campaign as campaign_id,
        deal.deal_id,
        deal.deal_name,
        deal.account_id,
        deal.account_name,
        deal.stage_name as stage,
        case deal.outcome when 'won' then 'won' when 'lost' then 'bad' end as stage_tone,
        deal.base_amount as amount,
        min(touch.date) as touched_on,
        deal.close_date,
        row_number() over (
            partition by touch.campaign
            order by deal.base_amount desc nulls last, deal.deal_id
        ) as place,
        count(*) over (partition by touch.campaign) as total
    from deals_campaigns as touch
    inner join deal on deal.deal_id = touch.record
    group by
        touch.campaign, deal.deal_id, deal.deal_name, deal.account_id, deal.account_name,
        deal.stage_name, deal.outcome, deal.base_amount, deal.close_date
)

select
    campaign_id, deal_id, deal_name, account_id, account_name, stage, stage_tone, amount, touched_on,
    close_date, total
from ranked
where place <= 20
order by campaign_id, place
