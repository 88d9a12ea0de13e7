-- One row is a record of any kind: what it is called, and a few words that tell it from others.
select 'people' as kind, id, name as title, role as detail, cast(active_from as date) as day
from people
union all
select 'teams' as kind, id, name as title, null as detail, null as day
from teams
union all
select 'territories' as kind, id, name as title, null as detail, null as day
from territories
union all
select 'accounts' as kind, id, name as title, type as detail, customer_since as day
from accounts
union all
select 'contacts' as kind, id, name as title, coalesce(title, role) as detail, null as day
from contacts
union all
select 'leads' as kind, id, name as title, coalesce(company, status) as detail, created_on as day
from leads
union all
select 'deals' as kind, id, name as title, stage as detail, coalesce(closed_on, close_date) as day
from deals
union all
select
    'quotes' as kind,
    quotes.id,
    coalesce(quotes.name, deals.name, quotes.id) as title,
    'version ' || quotes.version || ', ' || replace(quotes.status, '_', ' ') as detail,
    quotes.quoted_on as day
from quotes
left join deals on deals.id = quotes.deal
union all
select
    'orders' as kind,
    orders.id,
    coalesce(orders.name, accounts.name, orders.id) as title,
    orders.id as detail,
    orders.ordered_on as day
from orders
left join accounts on accounts.id = orders.account
union all
select 'products' as kind, id, name as title, code as detail, null as day
from products
union all
select 'price_books' as kind, id, name as title, currency as detail, valid_from as day
from price_books
union all
select
    'stock' as kind, id, coalesce(name, type || ', ' || warehouse) as title, type as detail, date as day
from stock
union all
select
    'activities' as kind,
    activities.id,
    coalesce(activities.name, accounts.name, activities.id) as title,
    replace(activities.type, '_', ' ') as detail,
    cast(activities."when" as date) as day
from activities
left join accounts on accounts.id = activities.account
union all
select
    'daily_reports' as kind,
    report.id,
    coalesce(people.name, report.person) || ', ' || report.date as title,
    null as detail,
    report.date as day
from daily_reports as report
left join people on people.id = report.person
union all
select 'tickets' as kind, id, name as title, status as detail, cast(opened as date) as day
from tickets
union all
select
    'feedback' as kind,
    feedback.id,
    coalesce(accounts.name, feedback.account) || ', ' || feedback.date as title,
    feedback.kind || coalesce(' ' || feedback.score, '') as detail,
    feedback.date as day
from feedback
left join accounts on accounts.id = feedback.account
union all
select 'campaigns' as kind, id, name as title, replace(status, '_', ' ') as detail, "start" as day
from campaigns
union all
select
    'targets' as kind,
    target.id,
    coalesce(people.name, teams.name, territories.name, target.family, 'Company')
    || ', ' || target.period as title,
    replace(target.measure, '_', ' ') as detail,
    target.valid_from as day
from targets as target
left join people on people.id = target.person
left join teams on teams.id = target.team
left join territories on territories.id = target.territory
union all
select
    'forecasts' as kind,
    forecast.id,
    coalesce(people.name, forecast.person) || ', ' || forecast.period as title,
    case when forecast.adjusts is not null then 'adjustment' end as detail,
    forecast.date as day
from forecasts as forecast
left join people on people.id = forecast.person
union all
select 'commission_plans' as kind, id, name as title, basis as detail, valid_from as day
from commission_plans
union all
select 'rates' as kind, id, base || ', ' || date as title, null as detail, date as day
from rates
union all
select 'costs' as kind, id, area || ', ' || "month" as title, team as detail, null as day
from costs
