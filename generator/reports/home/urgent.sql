-- One row is an open deal of this quarter that needs somebody today: passed dates first, then the
-- most money.
select
    deal.deal_id,
    deal.deal_name,
    deal.owner_id,
    deal.owner_name,
    deal.base_amount as amount,
    replace(deal.category, '_', ' ') as category,
    deal.close_date,
    string_agg(signal.words, ', ' order by signal.signal) as words,
    min(signal.chip) as chip
from deal_signal as signal
inner join open_deal as deal on deal.deal_id = signal.id and signal.kind = 'deals'
cross join moment
where
    signal.severity = 'bad'
    and (deal.close_quarter is null or deal.close_quarter <= moment.quarter)
group by
    deal.deal_id, deal.deal_name, deal.owner_id, deal.owner_name, deal.base_amount,
    deal.category, deal.close_date
order by
    bool_or(signal.signal = 'close_date_passed') desc,
    deal.base_amount desc nulls last,
    deal.deal_id
limit 5
