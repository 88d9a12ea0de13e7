-- One row is an owner, as deals have it at the later moment, and what became of the open deals; at
-- most 500 of a pair of moments and a scope.
select
    movement.span,
    movement.scope,
    movement.owner_id,
    coalesce(movement.owner_name, 'nobody') as owner_name,
    sum(movement.start_amount) as start_amount,
    sum(movement.came) as came,
    sum(movement.increased) as increased,
    sum(movement.decreased) as decreased,
    sum(movement.currency_effect) as currency_effect,
    coalesce(sum(movement.went) filter (where movement.move in ('moved out', 'deleted')), 0)
        as moved_out,
    coalesce(sum(movement.went) filter (where movement.move = 'won'), 0) as won,
    coalesce(sum(movement.went) filter (where movement.move = 'lost'), 0) as lost,
    sum(movement.end_amount) as end_amount
from deal_movement as movement
inner join movement_span as span on span.span = movement.span
where movement.move not like '% aside'
group by
    movement.span, span.position, movement.scope, movement.owner_id, movement.owner_name
qualify row_number() over (
    partition by movement.span, movement.scope
    order by sum(movement.end_amount) desc, movement.owner_name, movement.owner_id
) <= 500
order by span.position, movement.scope desc, sum(movement.end_amount) desc, movement.owner_name,
    movement.owner_id
