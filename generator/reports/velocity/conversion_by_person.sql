-- One row is an owner, when the deal came in, and an open stage of the usual pipeline: what became of the deals.
select
    entry.owner_id,
    coalesce(entry.owner_name, 'nobody') as owner_name,
    entry.stage_name as stage,
    count(*) as entered,
    count(*) filter (where entry.became = 'reached') as reached_next,
    count(*) filter (where entry.became = 'open') as still_open,
    count(*) filter (where entry.became = 'lost') as lost,
    count(*) filter (where entry.became = 'reached') / count(*) as conversion_rate
from stage_entry as entry
inner join company_stages as stages
    on stages.pipeline = entry.pipeline
    and stages.stage = entry.stage
    and stages.pipeline_position = 1
where entry.counts
group by entry.owner_id, entry.owner_name, stages.position, entry.stage_name
order by owner_name, stages.position
limit 500
