-- One row is a month of closing and a forecast category: before this month, this one and the eleven
-- after it, later, and without a date.
with placed as (
    select
        deal.category,
        deal.base_amount,
        case
            when deal.close_date is null then 4
            when deal.close_month < moment.month then 1
            when deal.close_date < date_trunc('month', moment.as_of) + interval 12 month then 2
            else 3
        end as part,
        deal.close_month
    from open_deal as deal
    cross join moment
)

select
    case placed.part
        when 1 then 'Before'
        when 2 then periods.label
        when 3 then 'Later'
        else 'No date'
    end as month,
    replace(placed.category, '_', ' ') as category,
    count(*) as deals,
    sum(placed.base_amount) as amount
from placed
left join periods on periods.period = placed.close_month and placed.part = 2
inner join picklists as ladder
    on ladder.picklist = 'forecast_category' and ladder.value = placed.category
group by placed.part, periods.first_day, periods.label, placed.category, ladder.position
order by placed.part, periods.first_day, ladder.position desc
