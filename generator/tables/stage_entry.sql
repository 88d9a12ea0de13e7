-- One row is a deal and an open stage that it entered in the twelve months up to the day of the
-- report, however often: what became of it since the first time. It reached the next stage if it
-- was in any later stage of the pipeline afterwards, or was won; leaving out a stage is reaching it.
-- Where it is not known whether the deal came in these months, the row does not count.
with entered as (
    select
        visit.deal_id,
        visit.deal_name,
        visit.owner_id,
        visit.owner_name,
        visit.team_id,
        visit.team_name,
        visit.pipeline,
        visit.pipeline_name,
        visit.stage,
        visit.stage_name,
        visit.stage_position,
        visit.step_number,
        visit.entered_on,
        visit.base_amount,
        visit.entered_from > moment.as_of - interval 12 months as counts
    from stage_visit as visit
    cross join moment
    where
        visit.outcome = 'open'
        and visit.stage_position is not null
        and visit.entered_on > moment.as_of - interval 12 months
    qualify row_number() over (
        partition by visit.deal_id, visit.pipeline, visit.stage
        order by visit.entered_from > moment.as_of - interval 12 months desc, visit.step_number
    ) = 1
),

last_state as (
    select
        deal_id,
        arg_max(outcome, version_number) as outcome,
        arg_max(then_deleted, version_number) as deleted
    from deal_version
    group by deal_id
),

going_on as (
    select
        entered.deal_id,
        entered.pipeline,
        entered.stage,
        min(later.entered_on) as reached_on
    from entered
    inner join stage_visit as later
        on later.deal_id = entered.deal_id
        and later.pipeline = entered.pipeline
        and later.step_number > entered.step_number
    where
        later.outcome = 'won'
        or (later.outcome = 'open' and later.stage_position > entered.stage_position)
    group by entered.deal_id, entered.pipeline, entered.stage
)

select
    entered.deal_id,
    entered.deal_name,
    entered.owner_id, -- the owner when it came in
    entered.owner_name,
    entered.team_id,
    entered.team_name,
    entered.pipeline,
    entered.pipeline_name,
    entered.stage,
    entered.stage_name,
    entered.stage_position,
    entered.entered_on, -- for the first time in these months
    entered.base_amount, -- when it came in
    entered.counts, -- whether it is known to have come in these months
    going_on.reached_on, -- null while no later stage was reached
    case
        when going_on.reached_on is not null then 'reached'
        when last_state.deleted then 'gone'
        when last_state.outcome = 'open' then 'open'
        when last_state.outcome = 'lost' then 'lost'
        else 'gone'
    end as became -- reached, open (somewhere), lost, or gone: deleted or won elsewhere
from entered
inner join last_state on last_state.deal_id = entered.deal_id
left join going_on
    on going_on.deal_id = entered.deal_id
    and going_on.pipeline = entered.pipeline
    and going_on.stage = entered.stage
