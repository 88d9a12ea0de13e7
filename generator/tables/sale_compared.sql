-- One row is a piece of sales of the fiscal year to date, or of the same days a year before.
select
    sale_line.*,
    sale_line.day >= moment.year_start as in_year -- false: a year before
from sale_line
cross join moment
where
    sale_line.day between moment.year_start and moment.as_of
    or (
        sale_line.day >= moment.year_start - interval 12 month
        and sale_line.day <= moment.as_of - interval 12 month
    )
