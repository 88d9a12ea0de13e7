-- One row is a deletion of a record, as far as it was known by the end of the day for which the
-- book is read: what it was when it went, who deleted it and why, and whether it came back.
with deletion as (
    select
        changes.kind,
        changes.record,
        changes.commit_number
    from changes
    inner join commit_summary on commit_summary.commit_number = changes.commit_number
    where changes.event = 'deleted'
),

began as (
    select
        changes.kind,
        changes.record,
        max(changes.commit_number) as commit_number
    from changes
    inner join commit_summary on commit_summary.commit_number = changes.commit_number
    where changes.event = 'created'
    group by changes.kind, changes.record
),

told as (
    select 'people' as kind, id, commit_number, name, role as detail from people_versions
    union all
    select 'teams', id, commit_number, name, null from teams_versions
    union all
    select 'territories', id, commit_number, name, null from territories_versions
    union all
    select 'accounts', id, commit_number, name, concat_ws(', ', type, owner) from accounts_versions
    union all
    select 'contacts', id, commit_number, name, concat_ws(', ', title, account)
    from contacts_versions
    union all
    select 'leads', id, commit_number, name, concat_ws(', ', company, status) from leads_versions
    union all
    select
        'deals',
        id,
        commit_number,
        name,
        concat_ws(', ', account, stage, rtrim(rtrim(cast(amount as varchar), '0'), '.'))
    from deals_versions
    union all
    select 'quotes', id, commit_number, name, concat_ws(', ', deal, status) from quotes_versions
    union all
    select 'orders', id, commit_number, name, concat_ws(', ', account, status)
    from orders_versions
    union all
    select 'products', id, commit_number, name, code from products_versions
    union all
    select 'price_books', id, commit_number, name, currency from price_books_versions
    union all
    select 'stock', id, commit_number, name, concat_ws(', ', type, warehouse, date)
    from stock_versions
    union all
    select 'activities', id, commit_number, name, concat_ws(', ', type, account, person, "when")
    from activities_versions
    union all
    select 'daily_reports', id, commit_number, null, concat_ws(', ', person, date)
    from daily_reports_versions
    union all
    select 'tickets', id, commit_number, name, concat_ws(', ', account, status)
    from tickets_versions
    union all
    select 'feedback', id, commit_number, null, concat_ws(', ', account, date)
    from feedback_versions
    union all
    select 'campaigns', id, commit_number, name, status from campaigns_versions
    union all
    select
        'targets',
        id,
        commit_number,
        null,
        concat_ws(
            ', ',
            person,
            team,
            territory,
            family,
            period,
            rtrim(rtrim(cast(amount as varchar), '0'), '.')
        )
    from targets_versions
    union all
    select 'forecasts', id, commit_number, null, concat_ws(', ', person, period, date)
    from forecasts_versions
    union all
    select 'commission_plans', id, commit_number, name, basis from commission_plans_versions
    union all
    select 'rates', id, commit_number, null, concat_ws(', ', base, date) from rates_versions
    union all
    select
        'costs',
        id,
        commit_number,
        null,
        concat_ws(', ', area, "month", rtrim(rtrim(cast(amount as varchar), '0'), '.'))
    from costs_versions
)

select
    deletion.kind,
    deletion.record as record_id,
    coalesce(told.name, deletion.record) as record_name, -- what it was called in the end
    told.detail, -- what it was in a few words
    commit.commit_number,
    commit.commit_sha,
    commit.known, -- UTC
    commit.known_on, -- the company's day on which the branch learned it
    commit.author_id, -- null where the mail is no person's
    commit.author_name,
    commit.reason, -- of the commit that deleted it
    commit.pull_request,
    coalesce(began.commit_number > deletion.commit_number, false) as came_back
from deletion
inner join commit_summary as commit on commit.commit_number = deletion.commit_number
left join began on began.kind = deletion.kind and began.record = deletion.record
asof left join told
    on told.kind = deletion.kind
    and told.id = deletion.record
    and deletion.commit_number > told.commit_number
