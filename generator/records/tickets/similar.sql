-- One row is another ticket about the same product, the latest first.
with ranked as (
    select
        mine.ticket_id as mine_id,
        other.ticket_id,
        other.ticket_name,
        other.account_id,
        other.account_name,
        replace(other.status, '_', ' ') as state,
        cast(other.opened as date) as opened,
        row_number() over (
            partition by mine.ticket_id
            order by other.opened desc, other.ticket_id
        ) as place
    from ticket as mine
    inner join ticket as other
        on other.product_id = mine.product_id
        and other.category = mine.category
        and other.ticket_id <> mine.ticket_id
    where mine.is_open
)

select mine_id, ticket_id, ticket_name, account_id, account_name, state, opened
from ranked
where place <= 5
order by mine_id, place
