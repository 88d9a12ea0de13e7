-- One row is what was shown at a past Monday of a window of days, by the method that was chosen then
-- from what was over by then (see forecast_choice), for the company, a team or a person.
select past.*
from past_forecast as past
cross join forecast_basis as basis
left join forecast_choice as choice
    on choice.origin = past.origin
    and choice.horizon = past.horizon
where past.method = coalesce(choice.method, basis.chosen)
