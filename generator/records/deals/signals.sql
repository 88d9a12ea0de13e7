-- One row is something about the deal that needs attention, the worst first.
select
    id as deal_id,
    words,
    chip
from deal_signal
where kind = 'deals'
order by id, severity_position, signal
