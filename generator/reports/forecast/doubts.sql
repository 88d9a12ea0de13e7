-- One row is a reason why deals cannot be taken as they stand, how many there are, what they amount
-- to, and what is made of them; nothing where nothing is forecast.
with twin as (
    -- Of those that look alike the largest counts rightly; each other one is too much.
    select
        mine.deal_id,
        mine.base_amount,
        bool_or(
            mine.base_amount < theirs.base_amount
            or (mine.base_amount = theirs.base_amount and mine.deal_id > theirs.deal_id)
        ) as too_much
    from duplicate as pair
    inner join open_deal as mine on mine.deal_id in (pair.id, pair.other_id)
    inner join open_deal as theirs
        on theirs.deal_id in (pair.id, pair.other_id)
        and theirs.deal_id <> mine.deal_id
    where pair.kind = 'deals' and pair.band in ('same', 'likely')
    group by mine.deal_id, mine.base_amount
),

doubt as (
    select
        'Open, without an amount' as what,
        'Counted with what such deals usually bring' as made_of_it,
        deal_id,
        base_amount as amount
    from open_deal
    where amount is null
    union all
    select
        'Open, with an amount of zero' as what,
        'Nothing is expected of it' as made_of_it,
        deal_id,
        base_amount as amount
    from open_deal
    where base_amount = 0
    union all
    select
        'Open, with an amount below zero' as what,
        'Counted as it stands: it takes from what is expected' as made_of_it,
        deal_id,
        base_amount as amount
    from open_deal
    where base_amount < 0
    union all
    select
        'In a stage that is no more' as what,
        'Nothing is learnt of the time that it was in it' as made_of_it,
        deal_id,
        null as amount
    from deal_version
    where stage_position is null
    union all
    select
        'Without a rate on its day' as what,
        'It counts nothing' as made_of_it,
        unnest(unconverted) as deal_id,
        null as amount
    from forecast_basis
    union all
    select
        'Without a rate at some time' as what,
        'What was forecast then is not judged, and nothing is learned from it' as made_of_it,
        unnest(unrated) as deal_id,
        null as amount
    from forecast_basis
    union all
    select
        'Open, and likely the same as another' as what,
        'All of them are counted: the amount is too much until they are merged' as made_of_it,
        deal_id,
        case when too_much then base_amount end as amount
    from twin
    union all
    select
        'More than 40 % of the middle of this quarter' as what,
        'Whether it is won decides: read the range, not its middle' as made_of_it,
        foreseen.deal_id,
        deal.base_amount as amount
    from forecast_deal as foreseen
    inner join forecast_total as total
        on total.horizon = foreseen.horizon
        and total.method = 'model'
        and total.holder_kind = 'company'
    inner join open_deal as deal on deal.deal_id = foreseen.deal_id
    where foreseen.horizon = 'quarter' and foreseen.expected > 0.4 * total.median
)

select
    doubt.what,
    count(distinct doubt.deal_id) as deals,
    array_to_string(list_sort(list(distinct doubt.deal_id))[:5], ', ') as first_of_them,
    cast(sum(doubt.amount) as decimal(24, 4)) as amount,
    doubt.made_of_it
from doubt
where (select count(*) from forecast_basis) > 0
group by doubt.what, doubt.made_of_it
order by deals desc, doubt.what
