-- One row is somebody, a fiscal period and a part of what may come: what is won, then each open
-- forecast category by itself, the surest first. A category that nobody of the same holder_kind has
-- in the period is left out. Take one holder_kind and one period_kind, as in outlook.
with part as (
    select
        outlook.*,
        unnest([1, 2, 3, 4, 5]) as position,
        unnest(['Won', 'Commit', 'Most likely', 'Best case', 'Pipeline']) as part,
        unnest([won, commit, most_likely, best_case, pipeline]) as amount
    from outlook
)

select
    holder_kind,
    holder_id,
    holder_name,
    dense_rank() over (
        partition by holder_kind, period
        order by won + open_forecast desc, target desc nulls last, holder_name, holder_id
    ) as place, -- the holder's among all of the kind in the period: 1 has the most
    period,
    period_kind,
    period_label,
    first_day,
    position, -- the part's place, the surest first
    part, -- Won, Commit, Most likely, Best case or Pipeline
    amount, -- in the base currency
    target -- of the holder in the period; the same in every part
from part
qualify part = 'Won' or sum(amount) over (partition by holder_kind, period, part) <> 0
