-- One row is a version of a deal: what the branch knew of it from one moment (`known_from`) up to
-- the next (`known_to`, not part of it, null while it still holds), as far as it was known by the
-- end of the day for which the book is read. A deleted deal has no version after its deletion. A
-- version whose stage cannot be read is left out, and the one before it holds on. The stages, the
-- names and the rates are those of the book; base_amount and base_weighted are in the base currency
-- at the rate of the day on which the version was known, those of a closed deal at the rate of the
-- day on which it closed.
with last_commit as (
    select max(commits.known) as known
    from commits
    inner join moment on commits.known_on <= moment.as_of
),

moments as (
    select
        known,
        max(known_on) as known_on
    from commits
    group by known
),

told as (
    select
        version.id as deal_id,
        version.version_number,
        version.known_from,
        case when version.known_to <= last_commit.known then version.known_to end as known_to,
        version.happened_from,
        case when version.known_to <= last_commit.known then version.happened_to end
            as happened_to,
        version.stage is not null as legible,
        version.known_from is distinct from lag(version.known_to) over (
            partition by version.id
            order by version.version_number
        ) as begins
    from deals_versions as version
    inner join last_commit on version.known_from <= last_commit.known
),

counted as (
    select
        deal_id,
        version_number,
        known_from,
        known_to,
        happened_from,
        happened_to,
        legible,
        begins,
        count(*) filter (where legible or begins) over (
            partition by deal_id
            order by version_number
        ) as holding
    from told
),

ends as (
    select
        deal_id,
        holding,
        last(known_to order by version_number) as known_to,
        last(happened_to order by version_number) as happened_to
    from counted
    group by deal_id, holding
),

held as (
    select
        counted.deal_id,
        counted.version_number,
        counted.known_from,
        ends.known_to,
        counted.happened_from,
        ends.happened_to,
        ends.known_to is not null
        and ends.known_to is distinct from lead(counted.known_from) over (
            partition by counted.deal_id
            order by counted.version_number
        ) as then_deleted
    from counted
    inner join ends on ends.deal_id = counted.deal_id and ends.holding = counted.holding
    where counted.legible
),

last_account as (
    select
        version.id as account_id,
        version.name,
        version.currency,
        version.territory
    from accounts_versions as version
    inner join last_commit on version.known_from <= last_commit.known
    qualify row_number() over (partition by version.id order by version.version_number desc) = 1
),

line as (
    select
        version.id as deal_id,
        version.version_number,
        unnest(version.lines) as item
    from deals_versions as version
    where version.amount is null
),

line_sum as (
    select
        deal_id,
        version_number,
        sum(
            cast(
                round(item.quantity * item.price * (100 - coalesce(item.discount, 0)) * 0.01, 4)
                as decimal(24, 4)
            )
        ) as amount
    from line
    group by deal_id, version_number
),

stated as (
    select
        held.deal_id,
        held.version_number,
        held.known_from,
        held.known_to,
        held.happened_from,
        held.happened_to,
        held.then_deleted,
        version.commit_number,
        commits.commit_sha,
        commits.known_on,
        moments.known_on as known_until,
        coalesce(arrivals.happened_on, commits.happened_on) as happened_on,
        commits.author,
        commits.author_name,
        commits.subject,
        coalesce(arrivals.source, commits.source) as source,
        commits.pull_request,
        version.name as deal_name,
        version.account as account_id,
        coalesce(accounts.name, last_account.name) as account_name,
        coalesce(accounts.territory, last_account.territory) as account_territory,
        version.owner as owner_id,
        version.pipeline as stated_pipeline,
        version.stage,
        version.type,
        version.origin,
        coalesce(version.created_on, arrivals.happened_on, commits.happened_on) as created_on,
        version.qualified_on,
        version.close_date as expected_on,
        version.closed_on,
        cast(coalesce(version.amount, line_sum.amount) as decimal(24, 4)) as amount,
        coalesce(
            version.currency, accounts.currency, last_account.currency, moment.base_currency
        ) as currency,
        version.probability as own_probability,
        version.forecast_category as own_category,
        version.next_step,
        version.next_step_date,
        version.lost_reason,
        version.path,
        moment.as_of
    from held
    cross join moment
    inner join deals_versions as version
        on version.id = held.deal_id
        and version.version_number = held.version_number
    inner join commits on commits.commit_number = version.commit_number
    left join arrivals
        on arrivals.kind = 'deals'
        and arrivals.record = held.deal_id
        and arrivals.commit_number = version.commit_number
    left join moments on moments.known = held.known_to
    left join accounts on accounts.id = version.account
    left join last_account on last_account.account_id = version.account
    left join line_sum
        on line_sum.deal_id = held.deal_id
        and line_sum.version_number = held.version_number
),

placed as (
    select
        stated.*,
        coalesce(company_stages.pipeline, stated.stated_pipeline) as pipeline,
        company_stages.pipeline_name,
        company_stages.stage_name,
        company_stages.position as stage_position,
        coalesce(company_stages.outcome, 'open') as outcome,
        company_stages.probability as stage_probability,
        company_stages.category as stage_category
    from stated
    left join company_stages
        on company_stages.stage = stated.stage
        and (
            company_stages.pipeline = stated.stated_pipeline
            or (stated.stated_pipeline is null and company_stages.pipeline_position = 1)
        )
),

dated as (
    select
        placed.*,
        case
            when placed.outcome = 'open' then placed.expected_on
            else coalesce(placed.closed_on, placed.expected_on)
        end as close_date,
        case
            when placed.outcome = 'open' then placed.known_on
            else least(
                coalesce(placed.closed_on, placed.expected_on, placed.known_on), placed.as_of
            )
        end as rate_day,
        case
            when placed.outcome = 'won' then 100
            when placed.outcome = 'lost' then 0
            else coalesce(placed.own_probability, placed.stage_probability)
        end as probability
    from placed
),

converted as (
    select
        dated.*,
        rate.rate,
        cast(round(dated.amount * rate.rate, 4) as decimal(24, 4)) as base_amount
    from dated
    left join currency_rates as rate
        on rate.currency = dated.currency
        and dated.rate_day between rate.valid_from and rate.valid_to
)

select
    converted.deal_id,
    converted.version_number, -- from 1; the numbers of versions that are left out are missing
    converted.known_from, -- UTC
    converted.known_to, -- UTC; null while it is the last one
    converted.known_on, -- the company's day on which it was known
    converted.known_until, -- the day of known_to: it held at the end of each day before this one
    converted.happened_from, -- UTC
    converted.happened_to, -- UTC; null while it is the last one
    converted.happened_on, -- the company's day on which it came to be so
    converted.then_deleted, -- whether the deal was deleted after this version
    converted.commit_number,
    converted.commit_sha,
    converted.author as author_id, -- null where the commit's mail is no person's
    converted.author_name, -- as the commit has it
    converted.subject, -- the first line of the commit's message
    converted.source, -- the system that the version was imported from
    converted.pull_request,
    converted.deal_name,
    converted.account_id,
    converted.account_name,
    converted.owner_id, -- the owner of this version
    people.name as owner_name,
    people.team as team_id, -- the owner's team in the book
    teams.name as team_name,
    coalesce(converted.account_territory, people.territory) as territory_id, -- account's or owner's
    territories.name as territory_name,
    converted.pipeline,
    converted.pipeline_name,
    converted.stage,
    converted.stage_name,
    converted.stage_position, -- null where the company has no such stage any more
    converted.outcome, -- open, won or lost
    converted.type,
    converted.origin,
    converted.created_on,
    created.month as created_month,
    created.quarter as created_quarter,
    converted.qualified_on,
    converted.expected_on, -- the close date as the deal states it
    converted.closed_on,
    converted.close_date, -- when it closed, or was expected to
    closing.month as close_month,
    closing.quarter as close_quarter,
    converted.amount, -- the one it states, else the sum of its lines
    converted.currency,
    converted.rate_day, -- the day whose rate converts it
    converted.rate, -- what one unit is worth in the base currency; null where no rate is known
    converted.base_amount,
    converted.probability, -- percent: 100 once won, 0 once lost, else the deal's own or its stage's
    converted.own_probability,
    cast(round(converted.base_amount * converted.probability * 0.01, 4) as decimal(24, 4))
        as base_weighted, -- base_amount x probability
    case
        when converted.outcome = 'won' then 'closed'
        when converted.outcome = 'lost' then 'omitted'
        when coalesce(converted.own_category, converted.stage_category) = 'closed' then 'commit'
        else coalesce(converted.own_category, converted.stage_category)
    end as category, -- closed once won, omitted once lost, else the deal's own or its stage's
    converted.own_category,
    converted.next_step,
    converted.next_step_date,
    converted.lost_reason,
    converted.path
from converted
left join people on people.id = converted.owner_id
left join teams on teams.id = people.team
left join territories
    on territories.id = coalesce(converted.account_territory, people.territory)
left join calendar as created on created.day = converted.created_on
left join calendar as closing on closing.day = converted.close_date
