-- One row is a condition that a method has to meet before it may be shown in the default's place.
select
    upper(horizon[1]) || horizon[2:] || ': ' || method || ' instead of ' || against as change,
    words as what_was_found,
    case when met then 'won: met' when not met then 'warn: not met' else 'info: not yet' end
        as status
from forecast_gate
order by
    horizon = 'quarter' desc,
    horizon = '13 weeks' desc,
    horizon,
    passed desc,
    method,
    against,
    condition
