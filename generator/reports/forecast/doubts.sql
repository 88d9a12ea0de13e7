-- One row is a reason why deals cannot be taken as they stand, how many there are, and what is made
-- of them; nothing where nothing is forecast.
with doubt as (
    select
        'Open, without an amount' as what,
        'Counted with what such deals usually bring' as made_of_it,
        deal_id
    from open_deal
    where amount is null
    union all
    select
        'Open, with an amount of zero' as what,
        'Nothing is expected of it' as made_of_it,
        deal_id
    from open_deal
    where base_amount = 0
    union all
    select
        'Open, with an amount below zero' as what,
        'Counted as it stands: it takes from what is expected' as made_of_it,
        deal_id
    from open_deal
    where base_amount < 0
    union all
    select
        'In a stage that is no more' as what,
        'Nothing is learnt of the time that it was in it' as made_of_it,
        deal_id
    from deal_version
    where stage_position is null
    union all
    select
        'Without a rate on its day' as what,
        'It counts nothing' as made_of_it,
        unnest(unconverted) as deal_id
    from forecast_basis
)

select
    doubt.what,
    count(distinct doubt.deal_id) as deals,
    array_to_string(list_sort(list(distinct doubt.deal_id))[:5], ', ') as first_of_them,
    doubt.made_of_it
from doubt
where (select count(*) from forecast_basis) > 0
group by doubt.what, doubt.made_of_it
order by deals desc, doubt.what
