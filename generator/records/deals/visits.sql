-- One row is a stage of its present pipeline that a deal was in: when it first came, for how long in
-- all. `from_start` says whether the deal's whole way is known.
select
    visit.deal_id,
    visit.stage,
    min(visit.entered_on) as entered_on,
    bool_and(visit.entry_known) as entry_known,
    sum(visit.days) as days,
    count(*) as visit_count,
    bool_and(first_visit.entry_known) as from_start
from stage_visit as visit
inner join deal on deal.deal_id = visit.deal_id and deal.pipeline = visit.pipeline
inner join stage_visit as first_visit
    on first_visit.deal_id = visit.deal_id
    and first_visit.step_number = 1
group by visit.deal_id, visit.stage
order by visit.deal_id, min(visit.step_number)
