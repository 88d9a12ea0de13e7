-- One row is a deal that was written down just before it was won, in the last twelve months; the latest 500.
select
    signal.id as deal_id,
    signal.name as deal_name,
    signal.account_id,
    signal.account_name,
    signal.owner_id,
    signal.owner_name,
    signal.base_amount as amount,
    signal.date as won_on,
    signal.words as what_is_found
from deal_signal as signal
cross join moment
where signal.signal = 'born_won' and signal.date > moment.as_of - interval 12 month
order by signal.date desc, signal.base_amount desc nulls last, signal.id
limit 500
