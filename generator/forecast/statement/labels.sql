-- One row is a label that a forecast carries, and what it says.
select
    label,
    words
from forecast_label
order by label
