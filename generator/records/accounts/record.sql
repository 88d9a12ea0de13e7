-- One row is an account, with what the head of its page says.
with ordered as (
    select
        account_id,
        ordered_on as day,
        date_diff(
            'day',
            lag(ordered_on) over (partition by account_id order by ordered_on),
            ordered_on
        ) as gap
    from order_total
    where booked and base_net > 0
),

rhythm as (
    select
        ordered.account_id,
        max(ordered.day) as last_order_on,
        cast(median(ordered.gap) filter (where ordered.gap > 0) as bigint) as usual_gap
    from ordered
    cross join moment
    where ordered.day <= moment.as_of
    group by ordered.account_id
    having count(ordered.gap) filter (where ordered.gap > 0) >= 3
)

select
    accounts.id,
    accounts.name as title,
    accounts.legal_name as alias,
    concat_ws(', ', accounts.type, replace(accounts.industry, '_', ' ')) as description,
    coalesce(accounts.currency, moment.base_currency) as currency,
    accounts.type,
    replace(accounts.industry, '_', ' ') as industry,
    accounts.rating,
    accounts.phone,
    accounts.preferences,
    accounts.payment_terms,
    accounts.price_book as price_book_id,
    price_books.name as price_book_name,
    accounts.parent as parent_id,
    parent.name as parent_name,
    summary.owner_id,
    summary.owner_name,
    summary.territory_id,
    summary.territory_name,
    summary.customer_since,
    summary.open_deal_count,
    summary.base_open_deals,
    summary.base_weighted,
    summary.won_count,
    summary.win_rate,
    summary.next_step_on,
    summary.order_count,
    summary.base_sales,
    summary.base_sales_year,
    summary.base_sales_before,
    summary.growth_rate,
    summary.margin_rate,
    summary.running_order_count,
    summary.base_undelivered,
    summary.base_receivable,
    summary.base_overdue,
    summary.overdue_days,
    summary.base_credit_limit,
    summary.base_credit_left,
    summary.open_ticket_count,
    summary.pressing_ticket_count,
    summary.last_activity_on,
    summary.last_visit_on,
    summary.next_activity_on,
    summary.nps_score,
    summary.last_nps_score,
    rhythm.usual_gap,
    date_diff('day', rhythm.last_order_on, moment.as_of) as since_order
from accounts
cross join moment
inner join account_summary as summary on summary.account_id = accounts.id
left join accounts as parent on parent.id = accounts.parent
left join price_books on price_books.id = accounts.price_book
left join rhythm on rhythm.account_id = accounts.id
order by accounts.id
