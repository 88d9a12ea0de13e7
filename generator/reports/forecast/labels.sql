-- One row is a label that a figure of the page carries, and what it says.
with said as (
    select distinct unnest(string_split(label, '; ')) as label
    from forecast_shown
    where
        horizon in ('quarter', 'next quarter')
        or (holder_kind = 'company' and horizon not like 'to %')
)

select
    forecast_label.label,
    forecast_label.words
from forecast_label
inner join said on said.label = forecast_label.label
order by forecast_label.label
