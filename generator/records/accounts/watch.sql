-- One row is something to know before a visit: what it is, how bad, and what it takes from the
-- account's health of 100. The heaviest come first.
with found as (
    select
        account_id,
        'tickets' as kind,
        ticket_id as id,
        ticket_name as name,
        replace(priority, '_', ' ') || ', open for ' || age_days || ' days' as words,
        case when priority = 'urgent' then 'bad: urgent' else 'warn: high' end as chip,
        'ticket' as cause,
        15 as points
    from ticket
    where is_open and pressing and account_id is not null
    union all
    select
        account_id,
        'orders' as kind,
        order_id as id,
        'Invoice ' || number as name,
        'overdue for ' || overdue_days || ' days' as words,
        case when overdue_days > 30 then 'bad: overdue' else 'warn: overdue' end as chip,
        'overdue' as cause,
        case when overdue_days > 30 then 20 else 10 end as points
    from invoice
    where overdue_days > 0
    union all
    select
        account_id,
        'orders' as kind,
        order_id as id,
        coalesce(order_name, order_id) as name,
        'promised for ' || promised_on || ', ' || late_days || ' days late' as words,
        'bad: late' as chip,
        'late order' as cause,
        10 as points
    from order_total
    where late
    union all
    select
        signal.account_id,
        'deals' as kind,
        signal.id,
        signal.name,
        signal.words,
        signal.chip,
        'deal' as cause,
        0 as points
    from deal_signal as signal
    where signal.kind = 'deals' and signal.severity = 'bad' and signal.account_id is not null
    union all
    select
        account_id,
        null as kind,
        null as id,
        'Buys less than a year ago' as name,
        'sales fell by ' || cast(round(-growth_rate * 100) as bigint) || ' %' as words,
        'warn: shrinking' as chip,
        'shrinking' as cause,
        15 as points
    from account_summary
    where growth_rate < -0.25
    union all
    select
        account_id,
        null as kind,
        null as id,
        'Credit is used up' as name,
        'open invoices and undelivered orders exceed the limit' as words,
        'bad: credit' as chip,
        'credit' as cause,
        10 as points
    from account_summary
    where base_credit_left < 0
    union all
    select
        account_id,
        null as kind,
        null as id,
        'Would not recommend us' as name,
        'the last answer was ' || last_nps_score || ' of 10' as words,
        'warn: score' as chip,
        'score' as cause,
        15 as points
    from account_summary
    where last_nps_score <= 6
    union all
    select
        account_id,
        null as kind,
        null as id,
        'Nobody was in touch for ' || quiet_days || ' days' as name,
        'and nothing is planned' as words,
        'warn: quiet' as chip,
        'quiet' as cause,
        10 as points
    from account_summary
    where quiet_days > 90 and next_activity_on is null and type = 'customer'
),

placed as (
    select
        account_id,
        kind,
        id,
        name,
        words,
        chip,
        cause,
        -- several of one cause weigh as much as the heaviest of them
        case
            when row_number() over (partition by account_id, cause order by points desc, id) = 1
                then points
            else 0
        end as points,
        row_number() over (
            partition by account_id, cause order by points desc, id
        ) as place
    from found
    where account_id is not null
)

select account_id, kind, id, name, words, chip, cause, points
from placed
where place <= 3
order by account_id, points desc, cause, place
