-- One row is a lead: its score, how far it came (MQL, SQL, deal), how long it waits, and where
-- marketing's BANT and sales' BANT disagree.
with score as (
    select
        lead_id,
        sum(points) as score
    from lead_score
    group by lead_id
),

answer as (
    select
        id as lead_id,
        unnest(['budget', 'authority', 'need', 'timeline']) as question,
        unnest(
            [
                bant_individual_budget,
                bant_individual_authority,
                bant_individual_need,
                bant_individual_timeline
            ]
        ) as individual,
        unnest(
            [
                bant_organisation_budget,
                bant_organisation_authority,
                bant_organisation_need,
                bant_organisation_timeline
            ]
        ) as organisation
    from leads
),

bant as (
    select
        lead_id,
        count(*) filter (where individual = 'yes') as individual_yes,
        count(*) filter (where organisation = 'yes') as organisation_yes,
        string_agg(question, ', ') filter (
            where individual <> organisation
            and individual <> 'unknown'
            and organisation <> 'unknown'
        ) as bant_disagrees
    from answer
    group by lead_id
)

select
    leads.id as lead_id,
    leads.name as lead_name,
    leads.company,
    leads.status,
    leads.owner as owner_id,
    people.name as owner_name,
    people.team as team_id,
    leads.source,
    leads.industry,
    leads.created_on,
    calendar.month as created_month,
    calendar.quarter as created_quarter,
    calendar.year as created_year,
    cast(coalesce(score.score, 0) as bigint) as score, -- points of all rules that it meets
    coalesce(score.score, 0) >= hygiene.lead_qualified_from as scores_qualified,
    leads.mql_on,
    leads.mql_by as mql_by_id,
    leads.sql_on,
    leads.sql_by as sql_by_id,
    date_diff('day', leads.mql_on, leads.sql_on) as acceptance_days, -- from MQL to SQL
    leads.mql_on is not null
    and leads.sql_on is null
    and leads.rejected_on is null
    and leads.converted_on is null
    and leads.status not in ('converted', 'rejected', 'recycled', 'dead') as waiting,
    case
        when leads.mql_on is not null
        and leads.sql_on is null
        and leads.rejected_on is null
        and leads.converted_on is null
        and leads.status not in ('converted', 'rejected', 'recycled', 'dead')
            then date_diff('day', leads.mql_on, moment.as_of)
    end as waiting_days, -- an MQL that sales has not taken up
    hygiene.lead_answer_within as answer_within, -- days in which an MQL should be taken up
    date_diff('day', leads.created_on, cast(leads.first_response as date))
        as response_days, -- until we first answered; 0 is the day it came in
    leads.rejected_on,
    leads.rejected_reason,
    leads.recycled_count,
    leads.converted_on,
    leads.converted_deal as deal_id,
    leads.converted_account as account_id,
    bant.individual_yes, -- how many of the four the person said yes to
    bant.organisation_yes, -- how many of the four the organisation confirmed
    bant.bant_disagrees, -- of which both are known and differ
    leads.path
from leads
cross join moment
cross join hygiene
left join people on people.id = leads.owner
left join calendar on calendar.day = leads.created_on
left join score on score.lead_id = leads.id
left join bant on bant.lead_id = leads.id
