-- One row is a figure of the company or a person, for this fiscal quarter or the next one, in the
-- base currency; the reached share of a target in percent. Commit, most likely and best case add up
-- the surer categories and what is won; the forecast is the model's, with its 80 % range.
with quarter as (
    select periods.period, periods.label, periods.first_day
    from periods
    inner join moment on periods.period in (moment.quarter, moment.next_quarter)
),

rolled as (
    select
        holder_kind,
        coalesce(holder_id, '') as holder_id,
        max(holder_name) as holder_name,
        period,
        max(cumulative) filter (where category = 'closed') as won,
        max(cumulative) filter (where category = 'pipeline') as open_pipeline,
        coalesce(sum(weighted) filter (where category not in ('closed', 'omitted')), 0)
            as weighted,
        max(cumulative) filter (where category = 'commit') as "commit",
        max(cumulative) filter (where category = 'most_likely') as most_likely,
        max(cumulative) filter (where category = 'best_case') as best_case
    from forecast_roll_up
    where holder_kind in ('company', 'people') and period_kind = 'quarter'
    group by holder_kind, coalesce(holder_id, ''), period
),

figure as (
    select holder_kind, holder_id, holder_name, period, 1 as place, 'won' as measure,
        won as amount, null as low, null as high
    from rolled
    union all
    select holder_kind, holder_id, holder_name, period, 2, 'open pipeline', open_pipeline, null, null
    from rolled
    union all
    select holder_kind, holder_id, holder_name, period, 3, 'weighted', weighted, null, null
    from rolled
    union all
    select holder_kind, holder_id, holder_name, period, 4, 'commit', "commit", null, null
    from rolled
    union all
    select holder_kind, holder_id, holder_name, period, 5, 'most likely', most_likely, null, null
    from rolled
    union all
    select holder_kind, holder_id, holder_name, period, 6, 'best case', best_case, null, null
    from rolled
    union all
    select
        shown.holder_kind,
        coalesce(shown.holder_id, '') as holder_id,
        shown.holder_name,
        shown.period,
        7 as place,
        'forecast' as measure,
        shown.mean as amount,
        shown.low_80 as low,
        shown.high_80 as high
    from forecast_shown as shown
    where shown.horizon in ('quarter', 'next quarter') and shown.holder_kind in ('company', 'people')
    union all
    select
        holder_kind,
        coalesce(holder_id, '') as holder_id,
        holder_name,
        period,
        8 as place,
        'of target' as measure,
        attainment as amount,
        null as low,
        null as high
    from attainment
    where holder_kind in ('company', 'people') and measure = 'bookings'
)

select
    figure.holder_kind,
    figure.holder_id, -- empty for the company
    figure.holder_name,
    figure.period,
    quarter.label as quarter,
    quarter.first_day,
    figure.measure,
    cast(round(figure.amount, 4) as decimal(24, 4)) as amount,
    cast(round(figure.low, 4) as decimal(24, 4)) as low,
    cast(round(figure.high, 4) as decimal(24, 4)) as high
from figure
inner join quarter on quarter.period = figure.period
order by figure.holder_kind, figure.holder_id, quarter.first_day, figure.place
