-- One row is a kind, and how many pairs in it look the same.
select
    kind,
    count(*) filter (where band = 'same') as same,
    count(*) filter (where band = 'likely') as likely,
    count(*) filter (where band = 'suggest') as perhaps,
    count(*) filter (where band = 'distinct') as told_apart
from duplicate
group by kind
order by kind
