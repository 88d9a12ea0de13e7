-- One row is a condition that a method has to meet before it may be shown in the place of another.
select
    method || ' instead of ' || against as change,
    words as what_was_found,
    case when met then 'won: met' when not met then 'warn: not met' else 'info: not yet' end
        as status
from forecast_gate
order by passed desc, method, against, condition
