-- One row is a record, with the words that find it and are not shown.
with word as (
    select 'accounts' as kind, id, unnest([legal_name, reading, corporate_number]) as word
    from accounts
    union all
    select 'accounts' as kind, record as id, value as word
    from accounts_aliases
    union all
    select 'accounts' as kind, record as id, value as word
    from accounts_domains
    union all
    select 'contacts' as kind, contacts.id, unnest([contacts.family || contacts.given, contacts.reading, contacts.mail, accounts.name]) as word
    from contacts
    left join accounts on accounts.id = contacts.account
    union all
    select 'people' as kind, id, unnest([family || given, reading, mail]) as word
    from people
    union all
    select 'leads' as kind, id, unnest([company, mail]) as word
    from leads
    union all
    select 'deals' as kind, deals.id, unnest([accounts.name, accounts.legal_name]) as word
    from deals
    inner join accounts on accounts.id = deals.account
    union all
    select 'orders' as kind, record as id, number as word
    from orders_invoices
    union all
    select 'products' as kind, id, code as word
    from products
    union all
    select 'campaigns' as kind, id, code as word
    from campaigns
    union all
    select 'quotes' as kind, quotes.id, unnest([accounts.name, accounts.legal_name]) as word
    from quotes
    inner join deals on deals.id = quotes.deal
    inner join accounts on accounts.id = deals.account
    union all
    select 'orders' as kind, orders.id, accounts.legal_name as word
    from orders
    inner join accounts on accounts.id = orders.account
    union all
    select 'tickets' as kind, tickets.id, accounts.name as word
    from tickets
    inner join accounts on accounts.id = tickets.account
    union all
    select 'accounts' as kind, record as id, value as word
    from accounts_external_ids
    union all
    select 'contacts' as kind, record as id, value as word
    from contacts_external_ids
    union all
    select 'leads' as kind, record as id, value as word
    from leads_external_ids
    union all
    select 'deals' as kind, record as id, value as word
    from deals_external_ids
    union all
    select 'orders' as kind, record as id, value as word
    from orders_external_ids
    union all
    select 'products' as kind, record as id, value as word
    from products_external_ids
),

gathered as (
    select kind, id, list(distinct word order by word) as words
    from word
    where word is not null
    group by kind, id
)

select
    title.kind,
    title.id,
    title.title,
    concat_ws(' · ', replace(title.kind, '_', ' '), replace(title.detail, '_', ' ')) as text,
    list_prepend(title.id, coalesce(gathered.words, [])) as words,
    case title.kind
        when 'accounts' then 4.0
        when 'deals' then 3.0
        when 'people' then 3.0
        when 'contacts' then 2.0
        when 'products' then 2.0
        else 1.0
    end as boost
from record_title as title
left join gathered on gathered.kind = title.kind and gathered.id = title.id
order by title.kind, title.id
