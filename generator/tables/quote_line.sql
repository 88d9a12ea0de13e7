-- One row is a line of a quote, with what it comes to.
with priced as (
    select
        record as quote_id,
        position,
        product,
        quantity,
        price,
        discount,
        tax as tax_percent,
        option,
        bundle,
        cast(round(quantity * price * (100 - discount) * 0.01, 4) as decimal(24, 4)) as net
    from quotes_lines
)

select
    priced.quote_id,
    priced.position,
    priced.product as product_id,
    products.name as product_name,
    products.family,
    priced.quantity,
    priced.price, -- of one, before discount and tax
    priced.discount, -- percent
    priced.tax_percent, -- percent
    priced.option as optional, -- the customer may leave it out; not in the total
    priced.bundle as bundle_id,
    priced.net, -- after discount, without tax, in the quote's currency
    cast(round(priced.net * priced.tax_percent * 0.01, 4) as decimal(24, 4)) as tax,
    coalesce(quotes.currency, deal_state.currency, moment.base_currency) as currency
from priced
inner join quotes on quotes.id = priced.quote_id
cross join moment
left join deal_state on deal_state.deal_id = quotes.deal
left join products on products.id = priced.product
