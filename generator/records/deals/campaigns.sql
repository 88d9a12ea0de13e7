-- One row is a campaign that influenced the deal, with its share of the deal if all count evenly.
select
    touch.record as deal_id,
    touch.campaign as campaign_id,
    coalesce(campaigns.name, touch.campaign) as campaign_name,
    touch.date,
    replace(touch.touch, '_', ' ') as touch,
    cast(deal.base_amount / count(*) over (partition by touch.record) as decimal(24, 4)) as even_share_amount
from deals_campaigns as touch
inner join deal on deal.deal_id = touch.record
left join campaigns on campaigns.id = touch.campaign
order by touch.record, touch.date, touch.position
