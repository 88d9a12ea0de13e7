-- One row is a campaign and its even share of the open deals that it touched: a deal that three
-- campaigns touched counts a third in each.
with touch as (
    select distinct
        record as deal_id,
        campaign
    from deals_campaigns
),

portion as (
    select
        deal_id,
        campaign,
        count(*) over (partition by deal_id) as campaigns
    from touch
)

select
    portion.campaign as campaign_id,
    coalesce(campaigns.name, 'no campaign') as campaign_name,
    count(*) as deals,
    cast(sum(deal.base_amount / coalesce(portion.campaigns, 1)) as decimal(24, 4)) as amount,
    cast(sum(deal.base_weighted / coalesce(portion.campaigns, 1)) as decimal(24, 4)) as weighted,
    cast(
        sum(deal.base_amount / coalesce(portion.campaigns, 1)) filter (
            where deal.close_quarter = moment.quarter
        ) as decimal(24, 4)
    ) as this_quarter,
    sum(deal.base_amount / coalesce(portion.campaigns, 1))
    / sum(sum(deal.base_amount / coalesce(portion.campaigns, 1))) over () as share
from open_deal as deal
cross join moment
left join portion on portion.deal_id = deal.deal_id
left join campaigns on campaigns.id = portion.campaign
group by portion.campaign, campaigns.name
order by amount desc nulls last, campaign_name
