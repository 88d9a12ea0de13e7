-- One row is a rule that the lead meets, and its points, the most first.
select
    lead_id,
    replace(fact, '_', ' ') as fact,
    points
from lead_score
order by lead_id, points desc, position
