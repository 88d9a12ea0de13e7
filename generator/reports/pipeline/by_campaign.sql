-- One row is a campaign and its even share of the open deals that it touched: a deal that three
-- campaigns touched counts a third in each, and what does not divide counts in the first.
with touch as (
    select distinct
        record as deal_id,
        campaign
    from deals_campaigns
),

portion as (
    select
        deal.deal_id,
        deal.close_quarter,
        touch.campaign,
        deal.base_amount,
        deal.base_weighted,
        row_number() over (partition by deal.deal_id order by touch.campaign) as place,
        count(*) over (partition by deal.deal_id) as campaigns
    from open_deal as deal
    left join touch on touch.deal_id = deal.deal_id
),

credit as (
    select
        campaign,
        close_quarter,
        case place
            when 1
                then base_amount
                - (campaigns - 1) * cast(base_amount / campaigns as decimal(24, 4))
            else cast(base_amount / campaigns as decimal(24, 4))
        end as amount,
        case place
            when 1
                then base_weighted
                - (campaigns - 1) * cast(base_weighted / campaigns as decimal(24, 4))
            else cast(base_weighted / campaigns as decimal(24, 4))
        end as weighted
    from portion
)

select
    credit.campaign as campaign_id,
    coalesce(campaigns.name, 'no campaign') as campaign_name,
    count(*) as deals,
    sum(credit.amount) as amount,
    sum(credit.weighted) as weighted,
    sum(credit.amount) filter (where credit.close_quarter = moment.quarter) as this_quarter,
    sum(credit.amount) / sum(sum(credit.amount)) over () as share
from credit
cross join moment
left join campaigns on campaigns.id = credit.campaign
group by credit.campaign, campaigns.name
order by amount desc nulls last, campaign_name, campaign_id
