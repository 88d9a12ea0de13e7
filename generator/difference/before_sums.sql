-- One row is the company or a person, a fiscal quarter and a forecast category, as they were.
select
    holder_kind,
    holder_id,
    holder_name,
    period,
    period_label,
    first_day,
    category,
    position,
    amount,
    weighted
from forecast_roll_up
where holder_kind in ('company', 'people') and period_kind = 'quarter'
order by holder_kind, holder_id, period, position
