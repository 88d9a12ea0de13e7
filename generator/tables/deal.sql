-- One row is a deal as it stands: who, where in the pipeline, worth what, when, and how alive it
-- is. Its amount is the one it states, else the sum of its lines. base_amount and base_weighted are
-- in the base currency.
with line_sum as (
    select
        deal_id,
        sum(amount) as amount,
        count(*) as line_count
    from deal_line
    group by deal_id
),

contact_sum as (
    select
        record as deal_id,
        count(distinct contact) as contact_count,
        count(distinct contact) filter (where role is not null) as role_count
    from deals_contacts
    group by record
),

competitor_sum as (
    select
        record as deal_id,
        count(*) as competitor_count
    from deals_competitors
    group by record
),

worth as (
    select
        deals.id as deal_id,
        cast(coalesce(deals.amount, line_sum.amount) as decimal(24, 4)) as amount,
        coalesce(line_sum.line_count, 0) as line_count
    from deals
    left join line_sum on line_sum.deal_id = deals.id
),

converted as (
    select
        worth.deal_id,
        worth.amount,
        worth.line_count,
        cast(round(worth.amount * deal_state.rate, 4) as decimal(24, 4)) as base_amount
    from worth
    inner join deal_state on deal_state.deal_id = worth.deal_id
)

select
    deals.id as deal_id,
    deals.name as deal_name,
    deals.account as account_id,
    accounts.name as account_name,
    accounts.industry,
    deals.owner as owner_id,
    people.name as owner_name,
    people.team as team_id, -- the owner's team
    teams.name as team_name,
    coalesce(accounts.territory, people.territory) as territory_id, -- the account's or owner's
    territories.name as territory_name,
    state.pipeline,
    state.pipeline_name,
    state.pipeline_position,
    state.stage,
    state.stage_name,
    state.stage_position,
    state.outcome, -- open, won or lost
    deals.type,
    deals.origin,
    deals.lead as lead_id,
    leads.source as lead_source,
    deals.created_on,
    created.month as created_month,
    created.quarter as created_quarter,
    created.year as created_year,
    deals.qualified_on,
    state.close_date, -- when it closed, or is expected to
    closing.month as close_month,
    closing.quarter as close_quarter,
    closing.year as close_year,
    converted.amount, -- in the deal's currency
    state.currency,
    state.rate, -- what one unit is worth in the base currency on the day that counts
    converted.base_amount,
    state.probability, -- percent: 100 once won, 0 once lost, else the deal's own or its stage's
    state.probability_overridden,
    cast(round(converted.base_amount * state.probability * 0.01, 4) as decimal(24, 4))
        as base_weighted, -- base_amount x probability
    state.category, -- closed once won, omitted once lost, else the deal's own or its stage's
    state.stage_category,
    state.category_overridden,
    deals.next_step,
    deals.next_step_date,
    activity.last_activity_on,
    activity.next_activity_on, -- the next planned activity
    coalesce(activity.activity_count, 0) as activity_count,
    date_diff('day', coalesce(activity.last_activity_on, deals.created_on), moment.as_of)
        as quiet_days, -- since the last activity, else since it was found
    date_diff(
        'day',
        deals.created_on,
        case when state.outcome = 'open' then moment.as_of else state.close_date end
    ) as age_days, -- since it was found; until it closed for a closed deal
    state.stale_after,
    coalesce(contact_sum.contact_count, 0) as contact_count,
    coalesce(contact_sum.role_count, 0) as role_count, -- contacts whose buying role is known
    coalesce(competitor_sum.competitor_count, 0) as competitor_count,
    converted.line_count,
    deals.primary_quote as quote_id,
    deals.lost_reason,
    deals.recurring_amount, -- in the deal's currency, each recurring_period
    deals.recurring_period,
    deals.recurring_months,
    deals.path
from deals
inner join deal_state as state on state.deal_id = deals.id
inner join converted on converted.deal_id = deals.id
cross join moment
left join accounts on accounts.id = deals.account
left join people on people.id = deals.owner
left join teams on teams.id = people.team
left join territories on territories.id = coalesce(accounts.territory, people.territory)
left join leads on leads.id = deals.lead
left join calendar as created on created.day = deals.created_on
left join calendar as closing on closing.day = state.close_date
left join deal_activity as activity on activity.deal_id = deals.id
left join contact_sum on contact_sum.deal_id = deals.id
left join competitor_sum on competitor_sum.deal_id = deals.id
