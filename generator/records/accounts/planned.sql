-- One row is what is planned with the account, or the next step of one of its deals.
with next as (
    select
        account_id,
        day,
        'activities' as kind,
        activity_id as id,
        coalesce(activity_name, replace(type, '_', ' ')) as name,
        concat_ws(' · ', replace(type, '_', ' '), person_name, contact_names) as words,
        overdue
    from activity
    where status = 'planned' and account_id is not null
    union all
    select
        open_deal.account_id,
        open_deal.next_step_date as day,
        'deals' as kind,
        open_deal.deal_id as id,
        coalesce(open_deal.next_step, 'Next step') as name,
        concat_ws(' · ', open_deal.deal_name, open_deal.owner_name) as words,
        open_deal.next_step_date < moment.as_of as overdue
    from open_deal
    cross join moment
    where open_deal.next_step_date is not null and open_deal.account_id is not null
),

ranked as (
    select
        account_id,
        day,
        kind,
        id,
        name,
        words,
        overdue,
        row_number() over (partition by account_id order by day, kind, id) as place
    from next
)

select account_id, day, kind, id, name, words, overdue
from ranked
where place <= 6
order by account_id, place
