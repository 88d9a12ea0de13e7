-- One row is one of the person's accounts, those that bought most in 12 months first.
with ranked as (
    select
        owner_id,
        account_id,
        account_name,
        base_sales_year as bought_12_months,
        base_open_deals as open_deals,
        nullif(base_overdue, 0) as overdue,
        last_activity_on as last_contact,
        row_number() over (
            partition by owner_id
            order by base_sales_year desc, base_open_deals desc, account_id
        ) as place,
        count(*) over (partition by owner_id) as total
    from account_summary
    where owner_id is not null
)

select owner_id, account_id, account_name, bought_12_months, open_deals, overdue, last_contact, total
from ranked
where place <= 12
order by owner_id, place
