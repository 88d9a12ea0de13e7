-- One row is something else that waits: leads, orders, invoices, forecasts; how many and how long.
with lead as (
    select
        count(*) as things,
        cast(null as decimal(24, 4)) as amount,
        max(waiting_days) as longest_days
    from lead_state
    where waiting_days > answer_within
),

late_order as (
    select
        count(*) as things,
        sum(base_open) as amount,
        max(late_days) as longest_days
    from order_total
    where late
),

overdue_invoice as (
    select
        count(*) as things,
        sum(base_open) as amount,
        max(overdue_days) as longest_days
    from invoice
    where overdue_days > 0
),

silent_person as (
    select
        count(*) as things,
        cast(null as decimal(24, 4)) as amount,
        max(submission.age_days) as longest_days
    from outlook
    inner join moment on moment.quarter = outlook.period
    left join latest_submission as submission
        on submission.person_id = outlook.holder_id
        and submission.adjusts_id is null
        and submission.period = outlook.period
    where
        outlook.holder_kind = 'people'
        and outlook.target is not null
        and coalesce(submission.old, true)
)

select 'leads' as what, things, amount, longest_days from lead where things > 0
union all
select 'invoices' as what, things, amount, longest_days from overdue_invoice where things > 0
union all
select 'orders' as what, things, amount, longest_days from late_order where things > 0
union all
select 'forecasts' as what, things, amount, longest_days from silent_person where things > 0
order by what
