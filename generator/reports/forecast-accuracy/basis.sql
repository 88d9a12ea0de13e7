-- One row: what the forecast rests on; none where nothing is forecast.
select
    chosen,
    refusal,
    not_replayed
from forecast_basis
order by chosen
