-- One row is a rule, how bad it is, and the open deals in which it finds something.
select
    case signal
        when 'close_date_passed' then 'Close date passed'
        when 'no_close_date' then 'No close date'
        when 'no_amount' then 'No amount'
        when 'no_next_step' then 'No dated next step'
        when 'next_step_overdue' then 'Next step overdue'
        when 'next_step_far' then 'Nothing planned soon'
        when 'stale' then 'No activity for too long'
        when 'single_threaded' then 'Too few contacts'
        when 'category_far_from_stage' then 'Category far from the stage'
        when 'no_owner' then 'No owner'
        when 'no_account' then 'No account'
        else replace(signal, '_', ' ')
    end as rule,
    case severity when 'bad' then 'Bad' when 'warn' then 'Warning' else 'To know' end as severity,
    count(*) as deals,
    sum(base_amount) as amount
from deal_signal
where kind = 'deals' and outcome = 'open'
group by signal, severity, severity_position
order by
    sum(count(*) filter (where severity = 'bad')) over (partition by signal) desc,
    sum(count(*)) over (partition by signal) desc,
    signal,
    severity_position
