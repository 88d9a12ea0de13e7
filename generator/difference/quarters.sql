-- One row is a fiscal quarter and a forecast category whose sum changed, in the base currency.
with after_sums as (
    select period, period_label, first_day, category, position, amount, weighted
    from forecast_roll_up
    where holder_kind = 'company' and period_kind = 'quarter'
),

paired as (
    select
        coalesce(later.period_label, earlier.period_label) as quarter,
        coalesce(later.first_day, earlier.first_day) as first_day,
        coalesce(later.category, earlier.category) as category,
        coalesce(later.position, earlier.position) as position,
        coalesce(earlier.amount, 0) as amount_before,
        coalesce(later.amount, 0) as amount_after,
        coalesce(earlier.weighted, 0) as weighted_before,
        coalesce(later.weighted, 0) as weighted_after
    from (select * from before_sums where holder_kind = 'company') as earlier
    full outer join after_sums as later
        on later.period = earlier.period
        and later.category = earlier.category
)

select
    quarter,
    replace(category, '_', ' ') as category,
    amount_before,
    amount_after,
    amount_after - amount_before as change,
    weighted_before,
    weighted_after
from paired
where amount_before <> amount_after or weighted_before <> weighted_after
order by first_day, position
