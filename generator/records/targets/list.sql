-- One row is a target, the latest period first.
select
    targets.id,
    title.title as name,
    targets.period,
    replace(targets.measure, '_', ' ') as measure,
    targets.amount,
    targets.currency as amount_currency,
    targets.valid_from
from targets
inner join record_title as title on title.kind = 'targets' and title.id = targets.id
order by targets.period desc, targets.measure, title.title, targets.id
