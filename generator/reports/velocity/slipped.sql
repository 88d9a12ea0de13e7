-- One row is a fiscal quarter: the deals that were to close in it when it began, and what slipped.
select
    quarter_label || case when over then '' else ', so far' end as quarter,
    count(*) as deals,
    coalesce(sum(base_amount), 0) as amount,
    count(*) filter (where became = 'won') as won,
    count(*) filter (where became = 'lost') as lost,
    count(*) filter (where became = 'deleted') as deleted,
    count(*) filter (where became = 'open') as open, -- the quarter still runs
    count(*) filter (where slipped) as slipped,
    coalesce(sum(base_amount) filter (where slipped), 0) as slipped_amount,
    coalesce(sum(base_amount) filter (where slipped), 0) / nullif(sum(base_amount), 0)
        as slip_rate, -- by value
    count(*) filter (where slipped) / count(*) as count_slip_rate
from slippage
group by first_day, quarter_label, over
order by first_day desc
