-- One row is a deal with what its stage, its account and the company's rates say about it: is it
-- open, how likely, in which forecast category, in which currency, at which rate. A closed deal is
-- converted at the rate of the day on which it closed, an open one at today's.
with placed as (
    select
        deals.id as deal_id,
        coalesce(company_stages.pipeline, deals.pipeline) as pipeline,
        company_stages.pipeline_name,
        company_stages.pipeline_position,
        deals.stage,
        company_stages.stage_name,
        company_stages.position as stage_position,
        company_stages.stale_after,
        coalesce(company_stages.outcome, 'open') as outcome,
        company_stages.probability as stage_probability,
        company_stages.category as stage_category,
        deals.probability as own_probability,
        deals.forecast_category as own_category,
        coalesce(deals.currency, accounts.currency, moment.base_currency) as currency,
        deals.close_date as expected_on,
        coalesce(deals.closed_on, deals.close_date) as decided_on,
        moment.as_of
    from deals
    cross join moment
    left join accounts on accounts.id = deals.account
    left join company_stages
        on company_stages.stage = deals.stage
        and (
            company_stages.pipeline = deals.pipeline
            or (deals.pipeline is null and company_stages.pipeline_position = 1)
        )
),

dated as (
    select
        deal_id,
        pipeline,
        pipeline_name,
        pipeline_position,
        stage,
        stage_name,
        stage_position,
        stale_after,
        outcome,
        stage_probability,
        stage_category,
        own_probability,
        own_category,
        currency,
        case when outcome = 'open' then expected_on else decided_on end as close_date,
        case
            when outcome = 'open' then as_of
            else least(coalesce(decided_on, as_of), as_of)
        end as rate_day
    from placed
)

select
    dated.deal_id,
    dated.pipeline, -- the deal's pipeline, else the company's first
    dated.pipeline_name,
    dated.pipeline_position,
    dated.stage,
    dated.stage_name,
    dated.stage_position,
    dated.stale_after, -- a deal in this stage is stale after so many days
    dated.outcome, -- open, won or lost
    case
        when dated.outcome = 'won' then 100
        when dated.outcome = 'lost' then 0
        else coalesce(dated.own_probability, dated.stage_probability)
    end as probability, -- percent: 100 once won, 0 once lost, else the deal's own or its stage's
    dated.outcome = 'open' and dated.own_probability is not null as probability_overridden,
    dated.stage_category,
    case
        when dated.outcome = 'won' then 'closed'
        when dated.outcome = 'lost' then 'omitted'
        when coalesce(dated.own_category, dated.stage_category) = 'closed' then 'commit'
        else coalesce(dated.own_category, dated.stage_category)
    end as category, -- closed once won, omitted once lost, else the deal's own or its stage's
    dated.outcome = 'open' and dated.own_category is not null as category_overridden,
    dated.close_date, -- when it closed, or is expected to
    dated.currency, -- the deal's, else its account's, else the base currency
    dated.rate_day, -- the day whose rate converts it
    rate.rate -- what one unit is worth in the base currency; null where no rate is known
from dated
left join currency_rates as rate
    on rate.currency = dated.currency
    and dated.rate_day between rate.valid_from and rate.valid_to
