-- One row is a rule, how bad it is, and the open deals in which it finds something.
select
    signal_rule.rule,
    case found.severity when 'bad' then 'Bad' when 'warn' then 'Warning' else 'To know' end
        as severity,
    count(*) as deals,
    sum(found.base_amount) as amount
from deal_signal as found
inner join signal_rule on signal_rule.signal = found.signal
where found.kind = 'deals' and found.outcome = 'open'
group by signal_rule.rule, found.signal, found.severity, found.severity_position
order by
    sum(count(*) filter (where found.severity = 'bad')) over (partition by found.signal) desc,
    sum(count(*)) over (partition by found.signal) desc,
    found.signal,
    found.severity_position
