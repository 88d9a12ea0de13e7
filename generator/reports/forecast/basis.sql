-- One row: what the forecast rests on; none where nothing is forecast.
select
    wins,
    losses,
    chosen,
    refusal,
    not_replayed,
    unconverted
from forecast_basis
order by wins
