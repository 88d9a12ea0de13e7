-- One row is a month of the current fiscal year: sales, beside the same month a year before. Growth
-- is that of months that are over.
with monthly as (
    select
        sale.month,
        sum(sale.base_net) as revenue,
        sum(sale.base_cost) as cost,
        sum(sale.base_margin) as margin,
        sum(sale.base_net) filter (where sale.base_cost is not null) as costed_revenue
    from sale_line as sale
    inner join moment on sale.day <= moment.as_of
    group by sale.month
)

select
    months.label[:3] as month,
    case when months.state <> 'future' then coalesce(monthly.revenue, 0) end as revenue,
    monthly.cost,
    monthly.margin,
    monthly.margin / monthly.costed_revenue as margin_rate,
    before.revenue as revenue_before,
    case
        when months.last_day <= moment.as_of
            then coalesce(monthly.revenue, 0) / before.revenue - 1
    end as growth_rate
from periods as months
inner join moment on moment.year = months.year
left join periods as last_year
    on last_year.kind = 'month'
    and last_year.first_day = cast(months.first_day - interval 12 month as date)
left join monthly on monthly.month = months.period
left join monthly as before on before.month = last_year.period
where months.kind = 'month'
order by months.first_day
