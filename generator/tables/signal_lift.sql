-- One row is a rule of hygiene and what it meant so far: how many of the deals that are closed now
-- were won of those in which it had fired, and of those in which it had not. A deal that was watched
-- for n weeks counts 1/n for each, so that it counts once in all and long-lived deals no more than
-- others. Both rates are moved to the overall one as if ten deals more had gone as all did (empirical
-- Bayes). Measured is what has thirty deals' worth on either side; of the rest the rule alone counts.
with watched as (
    select
        past.deal_id,
        past.day,
        deal.outcome = 'won' as won,
        1 / count(*) over (partition by past.deal_id) as weight
    from pipeline_past as past
    inner join deal on deal.deal_id = past.deal_id
    where deal.outcome <> 'open'
),

overall as (
    select
        count(distinct deal_id) as deals,
        count(distinct deal_id) filter (where won) / nullif(count(distinct deal_id), 0) as win_rate
    from watched
),

fired as (
    select
        rule.signal,
        watched.won,
        watched.deal_id,
        watched.weight,
        past.signal is not null as fires
    from watched
    cross join (select signal from signal_rule where measurable) as rule
    left join deal_past_signal as past
        on past.deal_id = watched.deal_id
        and past.day = watched.day
        and past.signal = rule.signal
),

counted as (
    select
        signal,
        count(distinct deal_id) filter (where fires) as deals_with,
        count(distinct deal_id) filter (where not fires) as deals_without,
        coalesce(sum(weight) filter (where fires), 0) as weight_with,
        coalesce(sum(weight) filter (where not fires), 0) as weight_without,
        coalesce(sum(weight) filter (where fires and won), 0) as won_with,
        coalesce(sum(weight) filter (where not fires and won), 0) as won_without
    from fired
    group by signal
),

shrunk as (
    select
        counted.*,
        round(weight_with, 6) >= 30 and round(weight_without, 6) >= 30 as measured,
        overall.deals,
        overall.win_rate,
        (won_with + 10 * overall.win_rate) / (weight_with + 10) as rate_with,
        (won_without + 10 * overall.win_rate) / (weight_without + 10) as rate_without
    from counted
    cross join overall
)

select
    shrunk.signal, -- as in deal_signal
    signal_rule.rule,
    shrunk.deals, -- that were watched and are closed now
    shrunk.win_rate, -- of all of them
    shrunk.deals_with, -- in which it fired in some week
    shrunk.deals_without, -- in which it did not in some week
    round(shrunk.weight_with, 6) as weight_with, -- deals, each counted by the share of its weeks
    round(shrunk.weight_without, 6) as weight_without,
    round(shrunk.rate_with, 6) as win_rate_with, -- shrunk
    round(shrunk.rate_without, 6) as win_rate_without, -- shrunk
    shrunk.measured,
    case when shrunk.measured then round(shrunk.rate_with / nullif(shrunk.rate_without, 0), 6) end
        as lift, -- below 1: with the rule deals were won less often; null where too little is known
    round(
        (shrunk.rate_with - shrunk.rate_without) / nullif(
            sqrt(
                shrunk.win_rate * (1 - shrunk.win_rate)
                * (1 / nullif(shrunk.weight_with, 0) + 1 / nullif(shrunk.weight_without, 0))
            ),
            0
        ),
        6
    ) as deviations -- how many deviations of chance the two rates are apart
from shrunk
inner join signal_rule on signal_rule.signal = shrunk.signal
