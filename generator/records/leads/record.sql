-- One row is a lead, with what the head of its page says.
select
    state.lead_id as id,
    state.lead_name as title,
    state.company as alias,
    concat_ws(', ', state.company, replace(state.status, '_', ' ')) as description,
    state.company,
    leads.title as job,
    state.status,
    replace(state.status, '_', ' ') as state,
    state.owner_id,
    state.owner_name,
    replace(state.source, '_', ' ') as source,
    replace(state.industry, '_', ' ') as industry,
    leads.size,
    leads.mail,
    leads.phone,
    state.created_on,
    leads.first_response,
    state.response_days,
    state.score,
    state.scores_qualified,
    hygiene.lead_qualified_from as qualified_from,
    state.mql_on,
    state.mql_by_id,
    marketer.name as mql_by_name,
    state.sql_on,
    state.sql_by_id,
    seller.name as sql_by_name,
    state.acceptance_days,
    state.waiting,
    state.waiting_days,
    state.answer_within,
    state.rejected_on,
    replace(state.rejected_reason, '_', ' ') as rejected_reason,
    state.recycled_count,
    state.converted_on,
    state.deal_id,
    deals.name as deal_name,
    state.account_id,
    accounts.name as account_name,
    leads.converted_contact as contact_id,
    contacts.name as contact_name,
    state.individual_yes,
    state.organisation_yes,
    state.bant_disagrees,
    leads.bant_individual_need is not null or leads.bant_organisation_need is not null as has_bant
from lead_state as state
inner join leads on leads.id = state.lead_id
cross join hygiene
left join people as marketer on marketer.id = state.mql_by_id
left join people as seller on seller.id = state.sql_by_id
left join deals on deals.id = state.deal_id
left join accounts on accounts.id = state.account_id
left join contacts on contacts.id = leads.converted_contact
order by state.lead_id
