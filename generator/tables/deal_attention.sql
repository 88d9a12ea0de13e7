-- One row is a deal with signals: all of them as chips, the worst first.
select
    id as deal_id,
    min(severity_position) as severity_position, -- of the worst: 1 bad, 2 warn, 3 info
    count(*) as signal_count,
    list(chip order by severity_position, signal) as signals,
    string_agg(words, '; ' order by severity_position, signal) as words
from deal_signal
where kind = 'deals'
group by id
