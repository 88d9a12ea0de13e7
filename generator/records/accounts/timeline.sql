-- One row is something that happened with the account, over all channels, the latest first.
with happened as (
    select
        account_id,
        day,
        replace(type, '_', ' ') as what,
        person_name as who,
        'activities' as kind,
        activity_id as id,
        coalesce(activity_name, summary, deal_name, contact_names, 'without a note') as words,
        case when activity_name is not null then summary else next_action end as more,
        null::decimal(24, 4) as amount,
        null as currency,
        case when outcome in ('no_show', 'cancelled', 'not_interested') then 'warn' end as tone
    from activity
    where status = 'done'
    union all
    select
        account_id,
        ordered_on as day,
        replace(channel, '_', ' ') || ' order' as what,
        owner_name as who,
        'orders' as kind,
        order_id as id,
        coalesce(order_name, order_id) as words,
        replace(status, '_', ' ') as more,
        net as amount,
        currency,
        'won' as tone
    from order_total
    union all
    select
        account_id,
        cast(opened as date) as day,
        'ticket' as what,
        owner_name as who,
        'tickets' as kind,
        ticket_id as id,
        ticket_name as words,
        replace(status, '_', ' ') as more,
        null as amount,
        null as currency,
        case when is_open and pressing then 'bad' when is_open then 'warn' end as tone
    from ticket
    union all
    select
        account_id,
        quoted_on as day,
        'quote' as what,
        owner_name as who,
        'quotes' as kind,
        quote_id as id,
        quote_name || ', version ' || version as words,
        replace(status, '_', ' ') as more,
        net as amount,
        currency,
        null as tone
    from quote_total
    union all
    select
        feedback.account as account_id,
        feedback.date as day,
        feedback.kind || ' feedback' as what,
        contacts.name as who,
        'feedback' as kind,
        feedback.id,
        coalesce('scored ' || feedback.score, 'a review') as words,
        feedback.comment as more,
        null as amount,
        null as currency,
        case when feedback.score <= case feedback.kind when 'nps' then 6 else 2 end then 'bad' end
            as tone
    from feedback
    left join contacts on contacts.id = feedback.contact
    union all
    select
        account_id,
        date as day,
        'invoice' as what,
        null as who,
        'orders' as kind,
        order_id as id,
        'Invoice ' || number as words,
        case when open_amount > 0 then 'due ' || due else 'paid' end as more,
        amount,
        currency,
        case when overdue_days > 0 then 'bad' end as tone
    from invoice
    union all
    select
        account_id,
        close_date as day,
        'deal ' || outcome as what,
        owner_name as who,
        'deals' as kind,
        deal_id as id,
        deal_name as words,
        replace(lost_reason, '_', ' ') as more,
        amount,
        currency,
        case outcome when 'won' then 'won' else 'bad' end as tone
    from deal
    where outcome <> 'open'
),

ranked as (
    select
        happened.account_id,
        happened.day,
        happened.what,
        happened.who,
        happened.kind,
        happened.id,
        happened.words,
        case
            when length(happened.more) > 220 then happened.more[:220] || '…'
            else happened.more
        end as more,
        happened.amount,
        happened.currency,
        happened.tone,
        row_number() over (
            partition by happened.account_id
            order by
                happened.day desc, happened.kind, happened.id, happened.what, happened.words
        ) as place,
        count(*) over (partition by happened.account_id) as total
    from happened
    cross join moment
    where happened.account_id is not null and happened.day <= moment.as_of
)

select account_id, day, what, who, kind, id, words, more, amount, currency, tone, total
from ranked
where place <= 20
order by account_id, place
