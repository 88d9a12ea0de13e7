-- One row is a campaign, with what the head of its page says.
with reached as (
    select
        record as campaign_id,
        count(*) as members,
        count(lead) as leads,
        count(*) filter (where status not in ('sent', 'no_response')) as answers
    from campaigns_members
    group by record
),

lead_sum as (
    select
        touch.campaign as campaign_id,
        count(distinct touch.record) as leads,
        count(distinct touch.record) filter (where state.mql_on is not null) as mqls,
        count(distinct touch.record) filter (where state.converted_on is not null) as converted
    from leads_campaigns as touch
    inner join lead_state as state on state.lead_id = touch.record
    group by touch.campaign
),

influence as (
    select
        touch.campaign as campaign_id,
        count(*) filter (where deal.outcome = 'open') as open_count,
        sum(deal.base_amount) filter (where deal.outcome = 'open') as open_amount,
        count(*) filter (where deal.outcome = 'won') as won_count,
        sum(deal.base_amount) filter (where deal.outcome = 'won') as won_amount
    from (select distinct record, campaign from deals_campaigns) as touch
    inner join deal on deal.deal_id = touch.record
    group by touch.campaign
)

select
    campaigns.id,
    campaigns.name as title,
    campaigns.code as alias,
    concat_ws(', ', replace(campaigns.type, '_', ' '), replace(campaigns.status, '_', ' ')) as description,
    replace(campaigns.type, '_', ' ') as type,
    campaigns.status,
    replace(campaigns.status, '_', ' ') as state,
    campaigns.owner as owner_id,
    people.name as owner_name,
    campaigns.parent as parent_id,
    parent.name as parent_name,
    campaigns.start as first_day,
    campaigns.end as last_day,
    coalesce(campaigns.currency, moment.base_currency) as currency,
    campaigns.budget,
    campaigns.actual_cost,
    campaigns.actual_cost / nullif(campaigns.budget, 0) as spent_share,
    campaigns.expected_revenue,
    coalesce(reached.members, 0) as members,
    reached.answers / nullif(reached.members, 0) as answer_rate,
    coalesce(lead_sum.leads, 0) as leads,
    lead_sum.mqls,
    lead_sum.converted,
    campaigns.actual_cost / nullif(lead_sum.leads, 0) as cost_per_lead,
    coalesce(influence.open_count, 0) as open_count,
    influence.open_amount,
    coalesce(influence.won_count, 0) as won_count,
    influence.won_amount
from campaigns
cross join moment
left join people on people.id = campaigns.owner
left join campaigns as parent on parent.id = campaigns.parent
left join reached on reached.campaign_id = campaigns.id
left join lead_sum on lead_sum.campaign_id = campaigns.id
left join influence on influence.campaign_id = campaigns.id
order by campaigns.id
