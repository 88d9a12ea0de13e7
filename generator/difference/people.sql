-- One row is a person and a fiscal quarter in which something changed, in the base currency: what is
-- open, weighted, and won, by the person's share of the deals.
with side as (
    select false as is_later, holder_id, holder_name, period, period_label, first_day,
        category, amount, weighted
    from before_sums
    where holder_kind = 'people'
    union all
    select true as is_later, holder_id, holder_name, period, period_label, first_day,
        category, amount, weighted
    from forecast_roll_up
    where holder_kind = 'people' and period_kind = 'quarter'
),

summed as (
    select
        holder_id as person_id,
        max(holder_name) as person_name,
        period,
        max(period_label) as quarter,
        max(first_day) as first_day,
        coalesce(sum(amount) filter (where not is_later and category not in ('closed', 'omitted')), 0)
            as open_before,
        coalesce(sum(amount) filter (where is_later and category not in ('closed', 'omitted')), 0)
            as open_after,
        coalesce(
            sum(weighted) filter (where not is_later and category not in ('closed', 'omitted')), 0
        ) as weighted_before,
        coalesce(
            sum(weighted) filter (where is_later and category not in ('closed', 'omitted')), 0
        ) as weighted_after,
        coalesce(sum(amount) filter (where not is_later and category = 'closed'), 0) as won_before,
        coalesce(sum(amount) filter (where is_later and category = 'closed'), 0) as won_after
    from side
    group by holder_id, period
)

select
    person_id,
    person_name,
    quarter,
    open_before,
    open_after,
    weighted_before,
    weighted_after,
    won_before,
    won_after
from summed
where open_before <> open_after or weighted_before <> weighted_after or won_before <> won_after
order by person_name, person_id, first_day
