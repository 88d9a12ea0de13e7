-- One row is an open stage: the deals that came into it in twelve months, and what became of them.
select
    stages.pipeline_name as pipeline,
    stages.stage_name as stage,
    count(entry.deal_id) as entered,
    count(entry.deal_id) filter (where entry.became = 'reached') as reached_next,
    count(entry.deal_id) filter (where entry.became = 'open') as still_open,
    count(entry.deal_id) filter (where entry.became = 'lost') as lost,
    count(entry.deal_id) filter (where entry.became = 'gone') as gone,
    count(entry.deal_id) filter (where entry.became = 'reached')
    / nullif(count(entry.deal_id), 0) as conversion_rate,
    count(entry.deal_id) filter (where entry.became = 'reached')
    / nullif(count(entry.deal_id) filter (where entry.became <> 'open'), 0)
        as decided_rate -- without those still open
from company_stages as stages
left join stage_entry as entry
    on entry.pipeline = stages.pipeline
    and entry.stage = stages.stage
    and entry.counts
where stages.outcome = 'open' and exists (select deal_id from deal_version)
group by
    stages.pipeline_position, stages.pipeline_name, stages.position, stages.stage_name
order by stages.pipeline_position, stages.position
