-- One row is a rule, and how often deals in which it fired were won, beside those in which it had not;
-- what tells most against a deal first. Of a rule with fewer than thirty deals on either side nothing
-- is said. A difference that chance makes in one of ten cases may be chance.
with compared as (
    select
        signal_rule.rule,
        lift.measured,
        lift.win_rate_with,
        lift.win_rate_without,
        lift.weight_with,
        lift.weight_without,
        lift.lift,
        lift.deviations
    from signal_rule
    left join signal_lift as lift on lift.signal = signal_rule.signal
)

select
    rule,
    case when measured then win_rate_with end as with_share,
    case when measured then win_rate_without end as without_share,
    cast(round(weight_with) as bigint) as deals_with,
    cast(round(weight_without) as bigint) as deals_without,
    lift as lift_ratio,
    case
        when measured is null or not measured then 'warn: insufficient evidence'
        when deviations < -1.645 then 'bad: won less often'
        when deviations > 1.645 then 'won: won more often'
        else 'info: may be chance'
    end as status
from compared
order by lift nulls last, weight_with desc nulls last, rule
