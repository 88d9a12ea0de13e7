-- One row is what one record adds in a month to a measure of targets, and for whom it counts.
-- bookings are won deals, shared by their splits; invoiced is without tax; margin is that of booked
-- orders; new_customers are accounts in the month of their first sale, or since when they say to be
-- customers if that is earlier; activities are those that were done.
-- open_pipeline and weighted_pipeline are the open deals by the month in which they should close.
with ranked_sale as (
    select
        account_id,
        owner_id,
        territory_id,
        day,
        row_number() over (
            partition by account_id order by day, order_id, deal_id, owner_id, territory_id
        ) as place
    from sale_line
    where kind in ('order', 'deal') and account_id is not null
),

first_sale as (
    select
        sale.owner_id,
        sale.territory_id,
        calendar.month
    from ranked_sale as sale
    inner join accounts on accounts.id = sale.account_id
    inner join calendar on calendar.day = least(sale.day, accounts.customer_since)
    where sale.place = 1
)

select
    case when outcome = 'won' then 'bookings' else 'open_pipeline' end as measure,
    month,
    person_id,
    territory_id,
    family,
    base_amount as amount -- in the base currency, or a count
from deal_credit
where outcome in ('won', 'open')
union all
select
    'weighted_pipeline' as measure,
    month,
    person_id,
    territory_id,
    family,
    base_weighted as amount
from deal_credit
where outcome = 'open'
union all
select
    'invoiced' as measure,
    invoice.month,
    invoice.owner_id as person_id,
    order_total.territory_id,
    cast(null as varchar) as family,
    invoice.base_net as amount
from invoice
inner join order_total on order_total.order_id = invoice.order_id
where order_total.booked
union all
select
    'margin' as measure,
    month,
    owner_id as person_id,
    territory_id,
    family,
    base_margin as amount
from sale_line
union all
select
    'new_customers' as measure,
    month,
    owner_id as person_id,
    territory_id,
    cast(null as varchar) as family,
    1 as amount
from first_sale
union all
select
    'activities' as measure,
    activity.month,
    activity.person_id,
    people.territory as territory_id,
    cast(null as varchar) as family,
    1 as amount
from activity
cross join moment
left join people on people.id = activity.person_id
where activity.status = 'done' and activity.day <= moment.as_of
