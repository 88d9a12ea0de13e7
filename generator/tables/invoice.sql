-- One row is an invoice: what was asked for, what was paid, what is open and how late it is. A
-- payment that names no invoice, and then a negative invoice, pays those of its order in the order in
-- which they are due. Nothing is open of an order that is cancelled or a draft.
with numbered as (
    select
        record as order_id,
        position,
        number,
        date,
        due,
        amount,
        row_number() over (partition by record, number order by position) as copy
    from orders_invoices
),

named as (
    select
        record as order_id,
        invoice as number,
        sum(amount) as amount
    from orders_payments
    where invoice is not null
    group by record, invoice
),

unnamed as (
    select
        record as order_id,
        sum(amount) as amount
    from orders_payments
    where invoice is null
    group by record
),

direct as (
    select
        numbered.order_id,
        numbered.position,
        numbered.number,
        numbered.date,
        numbered.due,
        numbered.amount,
        case when numbered.copy = 1 then coalesce(named.amount, 0) else 0 end as direct_paid,
        coalesce(unnamed.amount, 0) as spare
    from numbered
    left join named on named.order_id = numbered.order_id and named.number = numbered.number
    left join unnamed on unnamed.order_id = numbered.order_id
),

open_part as (
    select
        order_id,
        position,
        number,
        date,
        due,
        amount,
        direct_paid,
        spare,
        case when amount > 0 then greatest(amount - direct_paid, 0) else 0 end as missing,
        case when amount < 0 then greatest(direct_paid - amount, 0) else 0 end as credited
    from direct
),

queued as (
    select
        order_id,
        position,
        number,
        date,
        due,
        amount,
        direct_paid,
        missing,
        credited,
        spare + sum(credited) over (partition by order_id) as pool,
        greatest(sum(missing) over (partition by order_id) - spare, 0) as credit_needed,
        sum(missing) over so_far - missing as missing_before,
        sum(credited) over so_far - credited as credited_before
    from open_part
    window
        so_far as (
            partition by order_id order by due, date, position
            rows between unbounded preceding and current row
        )
),

settled as (
    select
        order_id,
        position,
        number,
        date,
        due,
        amount,
        cast(
            direct_paid
            + greatest(least(pool - missing_before, missing), 0)
            - greatest(least(credit_needed - credited_before, credited), 0)
            as decimal(24, 4)
        ) as paid
    from queued
),

share as (
    select
        order_id,
        sum(net) as net,
        sum(gross) as gross
    from order_line
    group by order_id
),

aged as (
    select
        settled.order_id,
        settled.position,
        settled.number,
        settled.date,
        settled.due,
        settled.amount,
        settled.paid,
        cast(
            case when state.booked then settled.amount - settled.paid else 0 end as decimal(24, 4)
        ) as open_amount,
        case
            when settled.amount > settled.paid and state.booked
                then greatest(date_diff('day', settled.due, moment.as_of), 0)
        end as overdue_days
    from settled
    inner join order_state as state on state.order_id = settled.order_id
    cross join moment
)

select
    invoice.order_id,
    orders.name as order_name,
    invoice.position,
    invoice.number,
    orders.account as account_id,
    accounts.name as account_name,
    orders.owner as owner_id,
    people.name as owner_name,
    invoice.date,
    day.month,
    day.quarter,
    day.year,
    invoice.due,
    invoice.amount, -- with tax, in the order's currency
    invoice.paid, -- or set off against a negative invoice
    invoice.open_amount,
    state.currency,
    state.rate,
    cast(round(invoice.amount * state.rate, 4) as decimal(24, 4)) as base_amount,
    cast(
        round(
            case
                when share.gross <> 0
                    then round(invoice.amount * state.rate, 4) * (share.net / share.gross)
                else invoice.amount * state.rate
            end,
            4
        ) as decimal(24, 4)
    ) as base_net, -- without tax, in the proportion of the order; all of it if there are no lines
    cast(round(invoice.paid * state.rate, 4) as decimal(24, 4)) as base_paid,
    cast(round(invoice.open_amount * state.rate, 4) as decimal(24, 4)) as base_open,
    invoice.overdue_days, -- past due; 0 if not yet due, null if nothing is open
    case
        when invoice.overdue_days is null then null
        when invoice.overdue_days = 0 then 'not due'
        when invoice.overdue_days <= 30 then '1-30'
        when invoice.overdue_days <= 60 then '31-60'
        when invoice.overdue_days <= 90 then '61-90'
        else '91+'
    end as bucket, -- age of what is open by days past due: not due, 1-30, 31-60, 61-90, 91+
    case
        when invoice.overdue_days is null then null
        when invoice.overdue_days = 0 then 1
        else least((invoice.overdue_days - 1) // 30 + 2, 5)
    end as bucket_position
from aged as invoice
inner join orders on orders.id = invoice.order_id
inner join order_state as state on state.order_id = invoice.order_id
left join accounts on accounts.id = orders.account
left join people on people.id = orders.owner
left join calendar as day on day.day = invoice.date
left join share on share.order_id = invoice.order_id
