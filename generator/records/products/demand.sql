-- One row is a month of the next six, this one among them, and how many of the product will be sold in it.
select
    product_id,
    strftime(first_day, '%b') as label,
    round(forecast, 1) as quantity,
    round(low) as low,
    round(high) as high,
    round(rate, 1) as rate,
    origins,
    wape as error_share,
    label as remark
from demand
where not everything and measure = 'quantity'
order by product_id, ahead
