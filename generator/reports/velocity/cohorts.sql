-- One row is a fiscal quarter and the deals found in it: how many, what became of them, worth what when first seen and now.
with first_seen as (
    select
        deal_id,
        arg_min_null(base_amount, version_number) as base_amount,
        arg_min(created_on, version_number) as created_on
    from deal_version
    group by deal_id
),

found as (
    select
        coalesce(deal.deal_id, first_seen.deal_id) as deal_id,
        coalesce(deal.created_on, first_seen.created_on) as created_on,
        coalesce(deal.outcome, 'deleted') as outcome,
        deal.base_amount,
        first_seen.base_amount as first_amount,
        first_seen.deal_id is not null as seen
    from deal
    full join first_seen on first_seen.deal_id = deal.deal_id
)

select
    coalesce(periods.label, 'before') as quarter,
    count(*) as created,
    count(*) filter (where found.outcome = 'won') as won,
    count(*) filter (where found.outcome = 'lost') as lost,
    count(*) filter (where found.outcome = 'open') as still_open,
    case when exists (select deal_id from deal_version)
        then count(*) filter (where found.outcome = 'deleted')
    end as deleted,
    count(*) filter (where found.outcome = 'won')
    / nullif(count(*) filter (where found.outcome in ('won', 'lost')), 0) as win_rate, -- by count
    coalesce(sum(found.base_amount) filter (where found.outcome = 'won'), 0)
    / nullif(sum(found.base_amount) filter (where found.outcome in ('won', 'lost')), 0)
        as value_win_rate,
    count(*) filter (where found.outcome = 'won') / count(*) as won_of_all_rate,
    count(*) filter (where found.outcome = 'open') / count(*) as still_open_share,
    sum(found.first_amount) as amount_first_seen,
    coalesce(sum(found.base_amount), 0) as amount_now,
    coalesce(sum(found.base_amount) filter (where found.outcome = 'won'), 0) as won_amount
from found
left join periods
    on periods.kind = 'quarter'
    and found.created_on between periods.first_day and periods.last_day
group by periods.first_day, periods.label
order by periods.first_day desc nulls last
