-- One row is something about the deal that needs attention, the worst first; with what it meant so
-- far, where enough deals tell it.
select
    found.id as deal_id,
    found.words,
    found.chip,
    lift.win_rate_with,
    lift.win_rate_without,
    cast(round(lift.weight_with) as bigint) as deals_with,
    cast(round(lift.weight_without) as bigint) as deals_without,
    lift.lift,
    abs(lift.deviations) < 1.645 as may_be_chance
from deal_signal as found
left join signal_lift as lift on lift.signal = found.signal
where found.kind = 'deals'
order by found.id, found.severity_position, found.signal
