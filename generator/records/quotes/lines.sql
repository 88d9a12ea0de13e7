-- One row is a line of the quote.
select
    line.quote_id,
    line.product_id,
    line.product_name,
    line.quantity,
    line.price,
    line.discount,
    line.tax_percent,
    line.net,
    line.currency,
    case when line.optional then 'option' when line.bundle_id is not null then 'in a bundle' end as note,
    1 - standard.base_cost * line.quantity / nullif(line.net * rate.rate, 0) as margin_rate
from quote_line as line
inner join quotes on quotes.id = line.quote_id
left join product_cost as standard
    on standard.product_id = line.product_id
    and quotes.quoted_on between standard.valid_from and standard.valid_to
left join currency_rates as rate
    on rate.currency = line.currency and quotes.quoted_on between rate.valid_from and rate.valid_to
order by line.quote_id, line.position
