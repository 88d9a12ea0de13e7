-- One row is a forecast category of this quarter or the next: by itself, and with all surer ones.
select
    roll_up.period_label as quarter,
    upper(roll_up.category[1]) || replace(roll_up.category[2:], '_', ' ') as category,
    roll_up.deal_count as deals,
    roll_up.amount,
    roll_up.cumulative as roll_up, -- pipeline: all open; commit to best case: with all surer and won
    roll_up.weighted
from forecast_roll_up as roll_up
inner join moment on roll_up.period in (moment.quarter, moment.next_quarter)
where roll_up.holder_kind = 'company'
order by roll_up.first_day, roll_up.position desc
