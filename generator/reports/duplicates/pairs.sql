-- One row is a pair of records that are one, or most likely so; what counts twice by most comes first.
with worth as (
    select 'deals' as kind, deal_id as id, base_amount as amount
    from open_deal
    union all
    select 'orders' as kind, order_id as id, base_net as amount
    from order_total
),

made as (
    select 'deals' as kind, id, created_on
    from deals
    union all
    select 'leads' as kind, id, created_on
    from leads
)

select
    pair.kind as records,
    pair.kind,
    pair.id,
    mine.title as name,
    pair.kind as other_kind,
    pair.other_id,
    theirs.title as other_name,
    case pair.band when 'same' then 'bad: the same' else 'warn: likely' end as status,
    pair.reasons as why,
    least(ours.amount, yours.amount) as twice_amount,
    'salesbook merge ' || pair.kind || '/' || case
        when mine_made.created_on > theirs_made.created_on then pair.other_id || ' ' || pair.id
        else pair.id || ' ' || pair.other_id
    end as command
from duplicate as pair
inner join record_title as mine on mine.kind = pair.kind and mine.id = pair.id
inner join record_title as theirs on theirs.kind = pair.kind and theirs.id = pair.other_id
left join worth as ours on ours.kind = pair.kind and ours.id = pair.id
left join worth as yours on yours.kind = pair.kind and yours.id = pair.other_id
left join made as mine_made on mine_made.kind = pair.kind and mine_made.id = pair.id
left join made as theirs_made on theirs_made.kind = pair.kind and theirs_made.id = pair.other_id
where pair.band in ('same', 'likely')
order by twice_amount desc nulls last, pair.score desc, pair.kind, pair.id, pair.other_id
limit 500
