-- One row: how many pairs look the same, and what deals and orders among them count twice.
with twice as (
    select
        coalesce(sum(amount) filter (where kind = 'deals'), 0) as deal_amount,
        coalesce(sum(amount) filter (where kind = 'orders'), 0) as order_amount
    from twin
    where too_much
)

select
    count(*) filter (where duplicate.band = 'same') as same,
    count(*) filter (where duplicate.band = 'likely') as likely,
    count(*) filter (where duplicate.band = 'suggest') as perhaps,
    count(*) filter (where duplicate.band = 'distinct') as told_apart,
    any_value(twice.deal_amount) as deal_amount,
    any_value(twice.order_amount) as order_amount
from twice
left join duplicate on true
order by same
