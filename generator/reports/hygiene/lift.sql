-- One row is a rule, and how often deals in which it fired were won, beside those in which it had not;
-- what tells most against a deal first. Too little is known of a rule without a lift.
select
    signal_rule.rule,
    lift.win_rate_with,
    lift.win_rate_without,
    cast(round(lift.weight_with) as bigint) as deals_with,
    cast(round(lift.weight_without) as bigint) as deals_without,
    lift.lift as lift_ratio,
    case
        when lift.measured is null or not lift.measured then 'warn: insufficient evidence'
        when lift.lift < 0.95 then 'bad: won less often'
        when lift.lift > 1.05 then 'won: won more often'
        else 'info: no difference'
    end as status
from signal_rule
left join signal_lift as lift on lift.signal = signal_rule.signal
order by lift.lift nulls last, lift.weight_with desc nulls last, signal_rule.rule
