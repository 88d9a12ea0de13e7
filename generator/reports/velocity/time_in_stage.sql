-- One row is an open stage: how long deals were in it that left it in twelve months, and how long those have been that are there.
select
    stages.pipeline_name as pipeline,
    stages.stage_name as stage,
    count(visit.deal_id) filter (where visit.left_on is not null) as left_it,
    median(visit.days) filter (where visit.left_on is not null and visit.entry_known)
        as median_days, -- of the last visit
    quantile_cont(visit.days, 0.75) filter (where visit.left_on is not null and visit.entry_known)
        as p75_days,
    median(visit.cumulative_days) filter (
        where visit.left_on is not null and visit.cumulative_known
    ) as median_cumulative_days, -- of all visits
    quantile_cont(visit.cumulative_days, 0.75) filter (
        where visit.left_on is not null and visit.cumulative_known
    ) as p75_cumulative_days,
    count(visit.deal_id) filter (where visit.left_on is null) as there_now,
    median(visit.days) filter (where visit.left_on is null and visit.entry_known)
        as now_median_days,
    max(visit.days) filter (where visit.left_on is null and visit.entry_known) as now_longest_days,
    count(visit.deal_id) filter (where not visit.entry_known) as not_known -- when they came
from company_stages as stages
cross join moment
left join stage_visit as visit
    on visit.pipeline = stages.pipeline
    and visit.stage = stages.stage
    and visit.latest
    and coalesce(visit.left_on > moment.as_of - interval 12 months, true)
where stages.outcome = 'open' and exists (select deal_id from deal_version)
group by
    stages.pipeline_position, stages.pipeline_name, stages.position, stages.stage_name
order by stages.pipeline_position, stages.position
