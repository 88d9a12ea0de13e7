-- One row is an account, with what it bought and what is open.
select
    summary.account_id,
    summary.account_name,
    summary.type,
    replace(summary.industry, '_', ' ') as industry,
    summary.owner_id,
    summary.owner_name,
    summary.territory_id,
    summary.territory_name,
    summary.base_sales_year as bought_12_months,
    summary.base_open_deals as open_deals,
    nullif(summary.base_receivable, 0) as unpaid,
    nullif(summary.base_overdue, 0) as overdue,
    case when summary.base_overdue > 0 then 'bad' end as overdue_tone,
    summary.last_activity_on as last_contact
from account_summary as summary
order by summary.base_sales_year desc, summary.base_open_deals desc, summary.account_name, summary.account_id
