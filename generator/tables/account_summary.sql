-- One row is an account and all that it adds up to: deals, sales, money owed, tickets, contact.
with deal_sum as (
    select
        account_id,
        count(*) filter (where outcome = 'open') as open_deal_count,
        sum(base_amount) filter (where outcome = 'open') as base_open_deals,
        sum(base_weighted) filter (where outcome = 'open') as base_weighted,
        count(*) filter (where outcome = 'won') as won_count,
        count(*) filter (where outcome = 'lost') as lost_count,
        sum(base_amount) filter (where outcome = 'won') as base_won,
        min(next_step_date) filter (where outcome = 'open') as next_step_on
    from deal
    group by account_id
),

sale_sum as (
    select
        sale_line.account_id,
        min(sale_line.day) filter (where sale_line.kind in ('order', 'deal')) as first_sale_on,
        max(sale_line.day) filter (where sale_line.kind in ('order', 'deal')) as last_sale_on,
        count(distinct sale_line.order_id) filter (where sale_line.kind = 'order') as order_count,
        sum(sale_line.base_net) as base_sales,
        sum(sale_line.base_net) filter (
            where sale_line.day > moment.as_of - interval 12 month
        ) as base_sales_year,
        sum(sale_line.base_net) filter (
            where sale_line.day <= moment.as_of - interval 12 month
            and sale_line.day > moment.as_of - interval 24 month
        ) as base_sales_before,
        sum(sale_line.base_margin) filter (
            where sale_line.day > moment.as_of - interval 12 month
        ) as base_margin_year,
        sum(sale_line.base_net) filter (
            where sale_line.day > moment.as_of - interval 12 month
            and sale_line.base_cost is not null
        ) as base_costed_year
    from sale_line
    cross join moment
    where sale_line.day <= moment.as_of
    group by sale_line.account_id
),

order_sum as (
    select
        account_id,
        count(*) filter (where open_quantity > 0) as running_order_count,
        count(*) filter (where late) as late_order_count,
        sum(base_open_gross) as base_undelivered,
        sum(base_open_gross) filter (where status <> 'on_hold') as base_promised,
        sum(base_receivable) as base_receivable,
        sum(base_overdue) as base_overdue,
        max(overdue_days) as overdue_days
    from order_total
    group by account_id
),

ticket_sum as (
    select
        account_id,
        count(*) filter (where is_open) as open_ticket_count,
        count(*) filter (where is_open and pressing) as pressing_ticket_count
    from ticket
    group by account_id
),

activity_sum as (
    select
        activity.account_id,
        max(activity.day) filter (
            where activity.status = 'done' and activity.day <= moment.as_of
        ) as last_activity_on,
        max(activity.day) filter (
            where activity.status = 'done'
            and activity.type = 'visit'
            and activity.day <= moment.as_of
        ) as last_visit_on,
        min(activity.day) filter (
            where activity.status = 'planned' and activity.day >= moment.as_of
        ) as next_activity_on
    from activity
    cross join moment
    group by activity.account_id
),

contact_sum as (
    select
        account as account_id,
        count(*) as contact_count
    from contacts
    where left_on is null
    group by account
),

feedback_sum as (
    select
        account as account_id,
        avg(score) filter (where kind = 'nps') as nps_score,
        last(score order by date, id) filter (where kind = 'nps') as last_nps_score
    from feedback
    group by account
),

credit as (
    select
        accounts.id as account_id,
        cast(round(accounts.credit_limit * rate.rate, 4) as decimal(24, 4)) as base_credit_limit
    from accounts
    cross join moment
    left join currency_rates as rate
        on rate.currency = coalesce(accounts.currency, moment.base_currency)
        and moment.as_of between rate.valid_from and rate.valid_to
)

select
    accounts.id as account_id,
    accounts.name as account_name,
    accounts.legal_name,
    accounts.type,
    accounts.industry,
    accounts.rating,
    accounts.owner as owner_id,
    people.name as owner_name,
    people.team as team_id,
    accounts.territory as territory_id,
    territories.name as territory_name,
    accounts.parent as parent_id,
    coalesce(accounts.customer_since, sale_sum.first_sale_on) as customer_since,
    coalesce(deal_sum.open_deal_count, 0) as open_deal_count,
    coalesce(deal_sum.base_open_deals, 0) as base_open_deals,
    coalesce(deal_sum.base_weighted, 0) as base_weighted,
    coalesce(deal_sum.won_count, 0) as won_count,
    coalesce(deal_sum.lost_count, 0) as lost_count,
    coalesce(deal_sum.base_won, 0) as base_won,
    deal_sum.won_count / nullif(deal_sum.won_count + deal_sum.lost_count, 0) as win_rate,
    deal_sum.next_step_on, -- the nearest next step of an open deal
    coalesce(sale_sum.order_count, 0) as order_count,
    sale_sum.first_sale_on,
    sale_sum.last_sale_on,
    coalesce(sale_sum.base_sales, 0) as base_sales, -- all that was ever sold, less returns
    coalesce(sale_sum.base_sales_year, 0) as base_sales_year, -- in the last 12 months
    coalesce(sale_sum.base_sales_before, 0) as base_sales_before, -- in the 12 months before those
    (coalesce(sale_sum.base_sales_year, 0) - sale_sum.base_sales_before)
    / nullif(sale_sum.base_sales_before, 0) as growth_rate,
    sale_sum.base_margin_year, -- in the last 12 months, where the cost is known
    sale_sum.base_margin_year / nullif(sale_sum.base_costed_year, 0) as margin_rate,
    coalesce(order_sum.running_order_count, 0) as running_order_count, -- not wholly delivered
    coalesce(order_sum.late_order_count, 0) as late_order_count,
    coalesce(order_sum.base_undelivered, 0) as base_undelivered, -- with tax
    coalesce(order_sum.base_receivable, 0) as base_receivable, -- invoiced and not paid
    coalesce(order_sum.base_overdue, 0) as base_overdue,
    order_sum.overdue_days, -- of the invoice that is late the longest
    credit.base_credit_limit,
    coalesce(order_sum.base_receivable, 0) + coalesce(order_sum.base_promised, 0)
        as base_exposure, -- open invoices, and undelivered orders that are not on hold
    credit.base_credit_limit
    - coalesce(order_sum.base_receivable, 0)
    - coalesce(order_sum.base_promised, 0) as base_credit_left, -- null without a limit
    coalesce(ticket_sum.open_ticket_count, 0) as open_ticket_count,
    coalesce(ticket_sum.pressing_ticket_count, 0) as pressing_ticket_count, -- high or urgent
    activity_sum.last_activity_on,
    activity_sum.last_visit_on,
    activity_sum.next_activity_on,
    date_diff('day', activity_sum.last_activity_on, moment.as_of) as quiet_days,
    coalesce(contact_sum.contact_count, 0) as contact_count, -- who still works there
    feedback_sum.nps_score, -- the mean of all answers, 0 to 10
    feedback_sum.last_nps_score,
    accounts.path
from accounts
cross join moment
inner join credit on credit.account_id = accounts.id
left join people on people.id = accounts.owner
left join territories on territories.id = accounts.territory
left join deal_sum on deal_sum.account_id = accounts.id
left join sale_sum on sale_sum.account_id = accounts.id
left join order_sum on order_sum.account_id = accounts.id
left join ticket_sum on ticket_sum.account_id = accounts.id
left join activity_sum on activity_sum.account_id = accounts.id
left join contact_sum on contact_sum.account_id = accounts.id
left join feedback_sum on feedback_sum.account_id = accounts.id
