-- One row is a deal that came, went or changed its amount between two moments, with the commit
-- that did it last: at most 500 of a pair of moments, those with the most money first. A deal
-- whose close date was in the quarter at neither moment has the scope `all`.
with movement as (
    select
        movement.*,
        movement.came + movement.increased - movement.decreased + movement.currency_effect
        - movement.went as change
    from deal_movement as movement
    where
        movement.move not like '% aside'
        and (movement.move <> 'stayed' or movement.increased > 0 or movement.decreased > 0)
    qualify row_number() over (
        partition by movement.span, movement.deal_id order by movement.scope desc
    ) = 1
)

select
    movement.span,
    movement.scope,
    case when movement.is_there then movement.deal_id end as deal_id,
    movement.deal_name,
    movement.owner_id,
    movement.owner_name,
    case
        when movement.move <> 'stayed' then movement.move
        when movement.increased > 0 then 'increased'
        else 'decreased'
    end as move,
    case
        when movement.move in ('won', 'new', 'moved in', 'reopened') then 'won'
        when movement.move in ('lost', 'deleted') then 'bad'
        when movement.move = 'moved out' or movement.decreased > 0 then 'warn'
    end as move_tone,
    movement.start_amount as "before",
    movement.end_amount as "after",
    movement.change,
    movement.stage_before,
    movement.stage,
    movement.close_date_before,
    movement.close_date,
    commit.known_on as day,
    commit.author_id,
    commit.author_name,
    commit.reason,
    '#' || commit.pull_request as pull_request,
    commit.pull_request as _pull_request,
    left(commit.commit_sha, 7) as commit,
    commit.commit_sha as _commit
from movement
inner join movement_span as span on span.span = movement.span
left join commit_summary as commit on commit.commit_number = movement.commit_number
qualify row_number() over (
    partition by movement.span, movement.scope order by abs(movement.change) desc, movement.deal_id
) <= 500
order by span.position, movement.scope desc, abs(movement.change) desc, movement.deal_id
