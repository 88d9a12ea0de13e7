-- One row is a question of BANT: what the person said (marketing), what the organisation confirmed.
select
    id as lead_id,
    unnest(['Budget', 'Authority', 'Need', 'Timeline']) as question,
    unnest([bant_individual_budget, bant_individual_authority, bant_individual_need, bant_individual_timeline])
        as person_says,
    unnest([
        bant_individual_budget_note, bant_individual_authority_note, bant_individual_need_note,
        bant_individual_timeline_note
    ]) as person_note,
    unnest([
        bant_organisation_budget, bant_organisation_authority, bant_organisation_need,
        bant_organisation_timeline
    ]) as organisation_says,
    unnest([
        bant_organisation_budget_note, bant_organisation_authority_note, bant_organisation_need_note,
        bant_organisation_timeline_note
    ]) as organisation_note,
    unnest([1, 2, 3, 4]) as position
from leads
where bant_individual_need is not null or bant_organisation_need is not null
order by lead_id, position
