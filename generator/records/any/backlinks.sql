-- One row is a record that refers to this one, the latest first; at most 8 of each kind.
with reference as (
    $references
),

gathered as (
    select
        target_id,
        kind,
        id,
        string_agg(field, ', ' order by field) as field
    from reference
    group by target_id, kind, id
),

ranked as (
    select
        gathered.target_id,
        gathered.kind,
        gathered.id,
        gathered.field,
        title.title,
        title.detail,
        title.day,
        row_number() over (
            partition by gathered.target_id, gathered.kind
            order by title.day desc nulls last, title.title, gathered.id
        ) as place,
        count(*) over (partition by gathered.target_id, gathered.kind) as total
    from gathered
    inner join record_title as title on title.kind = gathered.kind and title.id = gathered.id
)

select target_id, kind, id, title, detail, day, field, total
from ranked
where place <= 8
order by target_id, kind, place
