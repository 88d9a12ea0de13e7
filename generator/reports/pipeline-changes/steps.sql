-- One row is a step from what was open at the earlier moment to what is open at the later one.
-- Steps that are seldom taken stand there only where they were.
with part as (
    select span, scope, 1 as place, 'start' as step, start_amount as amount
    from deal_movement
    union all
    select span, scope, 2, 'new', came
    from deal_movement
    where move = 'new'
    union all
    select span, scope, 3, 'moved in', came
    from deal_movement
    where move = 'moved in'
    union all
    select span, scope, 4, 'reopened', came
    from deal_movement
    where move = 'reopened'
    union all
    select span, scope, 5, 'increased', increased
    from deal_movement
    where increased > 0
    union all
    select span, scope, 6, 'decreased', -decreased
    from deal_movement
    where decreased > 0
    union all
    select span, scope, 7, 'currency', currency_effect
    from deal_movement
    where currency_effect <> 0
    union all
    select span, scope, 8, 'moved out', -went
    from deal_movement
    where move = 'moved out'
    union all
    select span, scope, 9, 'won', -went
    from deal_movement
    where move = 'won'
    union all
    select span, scope, 10, 'lost', -went
    from deal_movement
    where move = 'lost'
    union all
    select span, scope, 11, 'deleted', -went
    from deal_movement
    where move = 'deleted'
    union all
    select span, scope, 12, 'end', end_amount
    from deal_movement
),

shown as (
    select
        span.span,
        span.position,
        scope.scope,
        step.step,
        step.place,
        step.seldom,
        case step.step
            when 'start' then strftime(span.from_day, '%-d %b')
            when 'end' then strftime(span.to_day, '%-d %b')
            else upper(left(step.step, 1)) || substr(step.step, 2)
        end as label
    from movement_span as span
    cross join (values ('quarter'), ('all')) as scope (scope)
    cross join (
        values
            ('start', 1, false),
            ('new', 2, false),
            ('moved in', 3, false),
            ('reopened', 4, true),
            ('increased', 5, false),
            ('decreased', 6, false),
            ('currency', 7, true),
            ('moved out', 8, false),
            ('won', 9, false),
            ('lost', 10, false),
            ('deleted', 11, true),
            ('end', 12, false)
    ) as step (step, place, seldom)
    where span.known
)

select
    shown.span,
    shown.scope,
    shown.label as step,
    cast(coalesce(sum(part.amount), 0) as decimal(24, 4)) as amount,
    count(*) filter (where part.amount <> 0) as deals
from shown
left join part
    on part.span = shown.span and part.scope = shown.scope and part.step = shown.step
where
    not (shown.step = 'moved in' and shown.scope = 'all')
    and not (shown.step = 'moved out' and shown.scope = 'all')
group by shown.span, shown.position, shown.scope, shown.step, shown.place, shown.label, shown.seldom
having not shown.seldom or count(part.amount) > 0
order by shown.position, shown.scope desc, shown.place
