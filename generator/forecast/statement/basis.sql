-- One row: what the forecast rests on; none where nothing is forecast.
with unrated as (
    select unnest(unconverted) as deal_id
    from forecast_basis
),

named as (
    select
        unrated.deal_id,
        coalesce(
            unrated.deal_id || ' (' || state.currency || ' on ' || state.rate_day || ')',
            unrated.deal_id
        ) as words
    from unrated
    left join deal_state as state on state.deal_id = unrated.deal_id
)

select
    wins,
    losses,
    chosen,
    refusal,
    not_replayed,
    unconverted,
    (select list(words order by deal_id) from named) as lacking
from forecast_basis
order by wins
