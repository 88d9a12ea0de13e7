-- One row is a quote and what it comes to; lines that the customer may leave out do not count.
with line as (
    select
        quote_id,
        sum(net) filter (where not optional) as net,
        sum(tax) filter (where not optional) as tax,
        sum(net) filter (where optional) as optional_net,
        sum(quantity * price) filter (where not optional) as list,
        max(discount) as discount
    from quote_line
    group by quote_id
)

select
    quotes.id as quote_id,
    coalesce(quotes.name, deals.name) as quote_name,
    quotes.deal as deal_id,
    deals.name as deal_name,
    deals.account as account_id,
    accounts.name as account_name,
    coalesce(quotes.owner, deals.owner) as owner_id,
    people.name as owner_name,
    quotes.version,
    quotes.status,
    quotes.primary or coalesce(deals.primary_quote = quotes.id, false) as counts, -- the primary one
    quotes.quoted_on,
    quotes.valid_until,
    coalesce(
        quotes.valid_until < moment.as_of and quotes.status in ('approved', 'presented'), false
    ) as expired,
    cast(coalesce(line.net, 0) as decimal(24, 4)) as net, -- in the quote's currency
    cast(coalesce(line.tax, 0) as decimal(24, 4)) as tax,
    cast(coalesce(line.net + line.tax, 0) as decimal(24, 4)) as gross,
    cast(coalesce(line.optional_net, 0) as decimal(24, 4)) as optional_net,
    coalesce(quotes.currency, state.currency, moment.base_currency) as currency,
    cast(round(coalesce(line.net, 0) * rate.rate, 4) as decimal(24, 4)) as base_net,
    1 - line.net / nullif(line.list, 0) as discount_share, -- of the list price; 1 is all
    line.discount as largest_discount, -- percent
    quotes.path
from quotes
cross join moment
left join line on line.quote_id = quotes.id
left join deals on deals.id = quotes.deal
left join deal_state as state on state.deal_id = quotes.deal
left join accounts on accounts.id = deals.account
left join people on people.id = coalesce(quotes.owner, deals.owner)
left join currency_rates as rate
    on rate.currency = coalesce(quotes.currency, state.currency, moment.base_currency)
    and quotes.quoted_on between rate.valid_from and rate.valid_to
