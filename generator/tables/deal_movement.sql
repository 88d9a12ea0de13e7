-- One row is a deal that was in the pipeline at the earlier or at the later moment of a pair, or
-- was closed in between, in one of two scopes: the deals that close in the fiscal quarter of the
-- later moment, and all of them. In the pipeline is what is open and, in the scope `quarter`,
-- has its close date in that quarter. Each row adds up: start_amount + came + currency_effect +
-- increased - decreased - went = end_amount.
--
-- What is open is worth its amount at the rate of the moment, what is won at the rate of the day
-- on which it closed. A deal comes with its amount at the later moment. A deal that was won goes
-- with the amount that it was won with; one that was lost, moved out or deleted goes with the
-- amount that it had at the earlier moment. An unknown amount counts nothing.
with version as (
    select
        version.*,
        gone.known_on as gone_on,
        coalesce(
            version.outcome = 'open'
            and version.close_date between moment.quarter_start and moment.quarter_end,
            false
        ) as in_quarter
    from deal_version as version
    cross join moment
    left join (select distinct known, known_on from commits) as gone
        on version.then_deleted and gone.known = version.known_to
),

followed as (
    select
        version.*,
        (outcome, in_quarter) is distinct from lag((outcome, in_quarter)) over course as turned,
        (amount, currency) is distinct from lag((amount, currency)) over course as repriced
    from version
    window course as (partition by deal_id order by version_number)
),

before as (
    select
        span.span,
        version.*
    from movement_span as span
    inner join followed as version on version.known_on <= span.from_day
    where span.known
    qualify row_number() over (
        partition by span.span, version.deal_id order by version.version_number desc
    ) = 1
    and coalesce(version.gone_on > span.from_day, true)
),

after as (
    select version.*
    from followed as version
    qualify row_number() over (
        partition by version.deal_id order by version.version_number desc
    ) = 1
),

news as (
    select
        span.span,
        version.deal_id,
        max(version.commit_number) filter (where version.turned) as turned_by,
        max(version.commit_number) filter (where version.repriced) as repriced_by
    from movement_span as span
    inner join followed as version on version.known_on > span.from_day
    where span.known
    group by span.span, version.deal_id
),

paired as (
    select
        span.span,
        span.from_day,
        span.to_day,
        after.deal_id,
        before.deal_id is not null as was_there,
        after.gone_on is null as is_there,
        before.outcome as outcome_before,
        after.outcome,
        before.in_quarter as in_quarter_before,
        after.in_quarter and after.gone_on is null as in_quarter,
        before.stage_name as stage_before,
        after.stage_name as stage,
        before.close_date as close_date_before,
        after.close_date,
        after.deal_name,
        after.account_id,
        after.account_name,
        after.owner_id,
        after.owner_name,
        before.amount as amount_before,
        before.currency as currency_before,
        after.amount,
        after.currency,
        after.base_amount as closed_amount,
        case when after.outcome = 'open' then span.to_day else after.rate_day end as rate_day,
        news.turned_by,
        news.repriced_by
    from movement_span as span
    cross join after
    left join before on before.span = span.span and before.deal_id = after.deal_id
    left join news on news.span = span.span and news.deal_id = after.deal_id
    where span.known
),

worth as (
    select
        paired.*,
        coalesce(cast(round(paired.amount_before * then_rate.rate, 4) as decimal(24, 4)), 0)
            as worth_before,
        coalesce(cast(round(paired.amount_before * now_rate.rate, 4) as decimal(24, 4)), 0)
            as revalued,
        coalesce(
            case
                when paired.outcome <> 'open' then paired.closed_amount
                else cast(round(paired.amount * own_rate.rate, 4) as decimal(24, 4))
            end,
            0
        ) as worth_after
    from paired
    left join currency_rates as then_rate
        on then_rate.currency = paired.currency_before
        and paired.from_day between then_rate.valid_from and then_rate.valid_to
    left join currency_rates as now_rate
        on now_rate.currency = paired.currency_before
        and paired.rate_day between now_rate.valid_from and now_rate.valid_to
    left join currency_rates as own_rate
        on own_rate.currency = paired.currency
        and paired.rate_day between own_rate.valid_from and own_rate.valid_to
),

scoped as (
    select
        worth.*,
        scope.scope,
        worth.was_there
        and worth.outcome_before = 'open'
        and (scope.scope = 'all' or worth.in_quarter_before) as was_in,
        worth.is_there
        and worth.outcome = 'open'
        and (scope.scope = 'all' or worth.in_quarter) as is_in
    from worth
    cross join (values ('quarter'), ('all')) as scope (scope)
),

moved as (
    select
        scoped.*,
        case
            when was_in and is_in then 'stayed'
            when is_in and not was_there then 'new'
            when is_in and outcome_before <> 'open' then 'reopened'
            when is_in then 'moved in'
            when was_in and not is_there then 'deleted'
            when was_in and outcome = 'open' then 'moved out'
            when was_in then outcome
            else outcome || ' aside'
        end as move
    from scoped
    where
        was_in
        or is_in
        or (
            is_there
            and outcome <> 'open'
            and coalesce(outcome_before, 'open') = 'open'
            and close_date > from_day
        )
),

counted as (
    select
        moved.*,
        case when was_in then worth_before else 0 end as start_amount,
        case when is_in then worth_after else 0 end as end_amount,
        case when is_in and not was_in then worth_after else 0 end as came,
        case
            when move = 'won' then worth_after
            when was_in and not is_in then worth_before
            else 0
        end as went,
        case when move in ('stayed', 'won') then revalued - worth_before else 0 end
            as currency_effect,
        case when move in ('stayed', 'won') then worth_after - revalued else 0 end as amount_change
    from moved
)

select
    counted.span, -- week, four_weeks or quarter: see movement_span
    counted.scope, -- quarter or all
    counted.deal_id,
    counted.deal_name,
    counted.account_id,
    counted.account_name,
    counted.owner_id, -- the owner at the later moment
    counted.owner_name,
    counted.is_there, -- whether the deal still is; it may be deleted
    counted.move, -- new, moved in, reopened, moved out, won, lost, deleted, stayed; or closed aside
    counted.stage_before,
    counted.stage,
    counted.close_date_before,
    counted.close_date,
    counted.start_amount,
    counted.came,
    counted.currency_effect, -- what another rate makes of the amount that it had
    greatest(counted.amount_change, 0) as increased,
    greatest(-counted.amount_change, 0) as decreased,
    counted.went,
    counted.end_amount,
    counted.worth_after, -- also where it is not in the pipeline
    case
        when not counted.is_there then gone.commit_number
        when counted.move = 'stayed' then counted.repriced_by
        else counted.turned_by
    end as commit_number -- the commit that moved it, else the last one that changed its amount
from counted
left join (
    select
        changes.record,
        max(changes.commit_number) as commit_number
    from changes
    inner join commits on commits.commit_number = changes.commit_number
    inner join moment on commits.known_on <= moment.as_of
    where changes.kind = 'deals' and changes.event = 'deleted'
    group by changes.record
) as gone on gone.record = counted.deal_id
