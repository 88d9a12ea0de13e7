-- One row: how well the open deals are kept, and what stands outside the process.
with flagged as (
    select
        id as deal_id,
        min(severity_position) as worst
    from deal_signal
    where kind = 'deals' and outcome = 'open'
    group by id
),

kept as (
    select
        count(*) as open_deals,
        count(*) filter (where coalesce(flagged.worst, 3) = 3) as clean_deals,
        count(*) filter (where flagged.worst = 1) as bad_deals,
        coalesce(sum(deal.base_amount) filter (where flagged.worst = 1), 0) as bad_amount
    from open_deal as deal
    left join flagged on flagged.deal_id = deal.deal_id
),

complete as (
    select sum(filled) * 100 / sum(possible) as score
    from completeness
),

won as (
    select
        count(*) as won_deals,
        count(*) filter (
            where deal_id in (select id from deal_signal where signal = 'born_won')
        ) as born_won_deals
    from closed_deal
    cross join moment
    where won and close_date > moment.as_of - interval 12 month
),

ordered as (
    select
        count(*) as orders,
        count(*) filter (
            where order_id in (select id from deal_signal where signal = 'order_without_deal')
        ) as lone_orders
    from order_total
    cross join moment
    where
        booked
        and reduces_id is null
        and channel in ('direct', 'partner')
        and ordered_on > moment.as_of - interval 12 month
),

lead as (
    select
        count(*) filter (where waiting) as waiting_leads,
        count(*) filter (where waiting_days > answer_within) as late_leads
    from lead_state
),

twin as (
    select count(*) as pairs
    from duplicate
    where band in ('same', 'likely')
)

select
    complete.score,
    kept.open_deals,
    kept.clean_deals, -- nothing that is bad or a warning
    kept.clean_deals / kept.open_deals as clean_share,
    kept.bad_deals,
    kept.bad_amount,
    won.won_deals, -- in the last twelve months, as the orders are
    won.born_won_deals,
    won.born_won_deals / won.won_deals as born_won_share,
    ordered.orders, -- direct and by partners: those that should come from a deal
    ordered.lone_orders,
    ordered.lone_orders / ordered.orders as lone_order_share,
    lead.waiting_leads,
    lead.late_leads,
    twin.pairs as duplicate_pairs
from kept
cross join complete
cross join won
cross join ordered
cross join lead
cross join twin
order by kept.open_deals
