-- One row is a campaign, the latest first.
with reached as (
    select
        record as campaign_id,
        count(*) as members
    from campaigns_members
    group by record
),

influence as (
    select
        touch.campaign as campaign_id,
        sum(deal.base_amount) filter (where deal.outcome = 'open') as open_amount,
        sum(deal.base_amount) filter (where deal.outcome = 'won') as won_amount
    from (select distinct record, campaign from deals_campaigns) as touch
    inner join deal on deal.deal_id = touch.record
    group by touch.campaign
)

select
    campaigns.id as campaign_id,
    campaigns.name as campaign_name,
    replace(campaigns.type, '_', ' ') as type,
    replace(campaigns.status, '_', ' ') as state,
    campaigns.start as first_day,
    campaigns.actual_cost as cost,
    campaigns.currency as cost_currency,
    reached.members,
    influence.open_amount as influenced_open,
    influence.won_amount as influenced_won,
    campaigns.owner as owner_id,
    people.name as owner_name
from campaigns
left join people on people.id = campaigns.owner
left join reached on reached.campaign_id = campaigns.id
left join influence on influence.campaign_id = campaigns.id
order by campaigns.start desc nulls last, campaigns.name, campaigns.id
