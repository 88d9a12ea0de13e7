-- One row is a visit of a deal to a stage: entered, left, for how long, and how it went on. It is
-- told on the clock of the business (happened), in the company's days, and never runs backwards: a
-- version that was known later but happened earlier counts from the day of the one before it. A
-- deal is in the first stage from the day it was found. In which stages it was before its first
-- version is not known; where that is in a later stage, it came there between the day it was found
-- (entered_from) and the day of that version.
with ranked as (
    select
        pipeline,
        stage,
        count(*) filter (where outcome = 'open') over (
            partition by pipeline
            order by position
            rows between unbounded preceding and 1 preceding
        ) as open_before
    from company_stages
),

clocked as (
    select
        deal_id,
        version_number,
        pipeline,
        stage,
        max(least(happened_on, known_on)) over (
            partition by deal_id
            order by version_number
        ) as day,
        coalesce(
            (pipeline, stage) is distinct from lag((pipeline, stage)) over (
                partition by deal_id
                order by version_number
            )
            or lag(then_deleted) over (partition by deal_id order by version_number),
            true
        ) as begins
    from deal_version
),

counted as (
    select
        deal_id,
        version_number,
        day,
        count(*) filter (where begins) over (
            partition by deal_id
            order by version_number
        ) as step_number
    from clocked
),

spans as (
    select
        deal_id,
        step_number,
        min(version_number) as first_version,
        max(version_number) as last_version,
        min(day) as day,
        max(day) as last_day
    from counted
    group by deal_id, step_number
),

visits as (
    select
        spans.deal_id,
        spans.step_number,
        spans.day,
        begun.created_on,
        spans.step_number = 1 and begun.created_on < spans.day as found_before,
        coalesce(begun.stage_position = 1, false) as in_first_stage,
        case when ended.then_deleted then greatest(ended.known_until, spans.last_day) end
            as deleted_on,
        begun.deal_name,
        begun.owner_id,
        begun.owner_name,
        begun.team_id,
        begun.team_name,
        begun.pipeline,
        begun.pipeline_name,
        begun.stage,
        begun.stage_name,
        begun.stage_position,
        begun.outcome,
        begun.base_amount,
        begun.commit_number,
        begun.commit_sha,
        begun.author_id,
        begun.author_name,
        begun.subject,
        begun.pull_request,
        ranked.open_before
    from spans
    inner join deal_version as begun
        on begun.deal_id = spans.deal_id
        and begun.version_number = spans.first_version
    inner join deal_version as ended
        on ended.deal_id = spans.deal_id
        and ended.version_number = spans.last_version
    left join ranked on ranked.pipeline = begun.pipeline and ranked.stage = begun.stage
),

dated as (
    select
        visits.*,
        case when found_before and in_first_stage then created_on else day end as entered_on,
        case when found_before then created_on else day end as entered_from,
        lag(outcome) over deal_steps as outcome_before,
        lag(pipeline) over deal_steps as pipeline_before,
        last_value(case when outcome = 'open' then open_before end ignore nulls) over (
            partition by deal_id, pipeline
            order by step_number
            rows between unbounded preceding and 1 preceding
        ) as open_before_last,
        lead(day) over deal_steps as next_day,
        lead(stage) over deal_steps as next_stage,
        lead(pipeline) over deal_steps as next_pipeline,
        lead(outcome) over deal_steps as next_outcome,
        lead(open_before) over deal_steps as next_open_before
    from visits
    window deal_steps as (partition by deal_id order by step_number)
),

ended as (
    select
        dated.*,
        coalesce(dated.deleted_on, dated.next_day) as left_on,
        date_diff(
            'day',
            dated.entered_on,
            coalesce(dated.deleted_on, dated.next_day, moment.as_of)
        ) as days
    from dated
    cross join moment
)

select
    deal_id,
    step_number, -- which visit of the deal it is, over all stages
    row_number() over stage_visits as visit_number, -- which visit to this stage
    lead(step_number) over stage_visits is null as latest, -- its last visit to this stage
    deal_name,
    owner_id, -- the owner when it came in
    owner_name,
    team_id,
    team_name,
    pipeline,
    pipeline_name,
    stage,
    stage_name,
    stage_position,
    outcome, -- open, won or lost
    entered_on,
    entered_from, -- the first day on which it may have come; entered_on where that is known
    entered_from = entered_on as entry_known,
    left_on, -- null while it is there
    days, -- of this visit, up to the day of the report while it is there
    sum(days) over (partition by deal_id, pipeline, stage) as cumulative_days, -- of all visits
    bool_and(entered_from = entered_on) over (partition by deal_id, pipeline, stage)
        as cumulative_known, -- whether the days of all its visits are
    case
        when outcome = 'lost' then 0
        else greatest(open_before - coalesce(open_before_last + 1, 0), 0)
    end as skipped, -- how many stages it left out on the way in
    coalesce(
        outcome = 'open' and outcome_before = 'open' and pipeline = pipeline_before
        and open_before < open_before_last,
        false
    ) as back, -- whether it came from a later stage
    coalesce(outcome = 'open' and outcome_before <> 'open', false) as reopened,
    case when deleted_on is null then next_stage end as left_to, -- the next stage
    case
        when deleted_on is not null then 'deleted'
        when next_stage is null then 'still there'
        when next_pipeline is distinct from pipeline then 'other pipeline'
        when next_outcome <> 'open' then next_outcome
        when outcome <> 'open' then 'reopened'
        when next_open_before < open_before then 'back'
        else 'further'
    end as left_by, -- further, back, won, lost, reopened, other pipeline, deleted, still there
    base_amount, -- when it came in
    commit_number,
    commit_sha,
    author_id, -- who brought it here
    author_name,
    subject,
    pull_request
from ended
window stage_visits as (partition by deal_id, pipeline, stage order by step_number)
