-- One row is a month from the current one on and a forecast category of its open deals.
with month as (
    select
        months.period,
        months.label,
        months.first_day,
        row_number() over (order by months.first_day) as place
    from periods as months
    inner join moment on months.last_day >= moment.as_of
    where months.kind = 'month'
)

select
    month.label as month,
    category.value as category,
    coalesce(sum(deal.base_amount), 0) as amount,
    count(deal.deal_id) as deals
from month
inner join picklists as category
    on category.picklist = 'forecast_category'
    and category.value in (select category from open_deal where category <> 'omitted')
left join open_deal as deal
    on deal.close_month = month.period and deal.category = category.value
where month.place <= 6
group by month.first_day, month.label, category.value, category.position
order by month.first_day, category.position desc
