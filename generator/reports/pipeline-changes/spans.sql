-- One row is a pair of moments between which the pipeline is compared, and what it came to.
select
    span.span,
    span.position as place,
    span.span_name,
    span.from_day,
    span.to_day,
    span.since,
    span.known,
    moment.quarter_label as quarter,
    coalesce(sum(movement.start_amount), 0) as start_amount,
    coalesce(sum(movement.end_amount), 0) as end_amount,
    coalesce(sum(movement.went) filter (where movement.move = 'won'), 0) as won,
    count(*) filter (where movement.move = 'won') as won_deals,
    coalesce(sum(movement.went) filter (where movement.move = 'lost'), 0) as lost,
    count(*) filter (where movement.move = 'lost') as lost_deals,
    coalesce(sum(movement.came), 0) as came,
    count(*) filter (where movement.came > 0) as came_deals,
    coalesce(sum(movement.went) filter (where movement.move = 'moved out'), 0) as moved_out,
    count(*) filter (where movement.move = 'moved out') as moved_out_deals,
    count(*) filter (where movement.move = 'won aside') as won_aside_deals,
    coalesce(sum(movement.worth_after) filter (where movement.move = 'won aside'), 0) as won_aside
from movement_span as span
cross join moment
left join deal_movement as movement
    on movement.span = span.span and movement.scope = 'quarter'
group by all
order by place
