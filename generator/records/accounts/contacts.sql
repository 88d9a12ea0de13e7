-- One row is a contact of the account, each below the superior who works there too.
with recursive own as (
    select
        touch.account_id,
        touch.contact_id,
        touch.contact_name,
        case
            when replace(contacts.name, ' ', '') <> contacts.family || contacts.given
                then contacts.family || ' ' || contacts.given
        end as native,
        touch.title,
        touch.role,
        touch.buying_role,
        touch.superior_id,
        touch.consent,
        touch.left_on,
        touch.last_touch_on,
        touch.quiet_days
    from contact_last_touch as touch
    inner join contacts on contacts.id = touch.contact_id
    where touch.account_id is not null
),

tree as (
    select
        own.account_id,
        own.contact_id,
        0 as depth,
        [coalesce(own.left_on is not null, false)::varchar || own.contact_name || own.contact_id] as way
    from own
    left join own as superior
        on superior.contact_id = own.superior_id and superior.account_id = own.account_id
    where superior.contact_id is null
    union all
    select
        own.account_id,
        own.contact_id,
        tree.depth + 1 as depth,
        list_append(
            tree.way,
            coalesce(own.left_on is not null, false)::varchar || own.contact_name || own.contact_id
        ) as way
    from tree
    inner join own on own.superior_id = tree.contact_id and own.account_id = tree.account_id
    where tree.depth < 8
)

select
    own.account_id,
    own.contact_id,
    own.contact_name,
    own.native,
    concat_ws(
        ' · ',
        coalesce(own.title, own.role),
        replace(own.buying_role, '_', ' '),
        case when own.left_on is not null then 'left ' || own.left_on end
    ) as what,
    own.left_on is not null as gone,
    own.consent,
    own.last_touch_on,
    own.quiet_days,
    least(tree.depth, 4) as depth
from own
inner join tree on tree.contact_id = own.contact_id and tree.account_id = own.account_id
qualify row_number() over (partition by own.account_id order by tree.way) <= 20
order by own.account_id, tree.way
