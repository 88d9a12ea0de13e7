-- One row is a label that a figure carries, and what it says.
select
    label,
    words
from forecast_label
order by label
