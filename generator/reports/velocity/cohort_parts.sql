-- One row is a fiscal quarter of the last twelve and a fate, and the deals found in it that met it.
with quarters as (
    select
        periods.label,
        periods.first_day,
        periods.last_day
    from periods
    cross join moment
    where
        periods.kind = 'quarter'
        and periods.first_day <= moment.as_of
        and periods.last_day >= (select min(deal.created_on) from deal)
    order by periods.first_day desc
    limit 12
)

select
    quarters.label as quarter,
    fates.fate,
    count(deal.deal_id) as deals
from quarters
cross join (values (1, 'won', 'Won'), (2, 'open', 'Open'), (3, 'lost', 'Lost'))
    as fates (place, outcome, fate)
left join deal
    on deal.outcome = fates.outcome
    and deal.created_on between quarters.first_day and quarters.last_day
group by quarters.label, quarters.first_day, fates.place, fates.fate
order by quarters.first_day, fates.place
