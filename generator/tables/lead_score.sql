-- One row is a rule that a lead meets, and what it is worth.
select
    fact.record as lead_id,
    lead_scores.position,
    lead_scores.fact,
    lead_scores.points
from lead_scores
inner join (select distinct record, value from leads_facts) as fact on fact.value = lead_scores.fact
