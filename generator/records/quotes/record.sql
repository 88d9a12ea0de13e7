-- One row is a quote, with what the head of its page says.
with cost as (
    select
        line.quote_id,
        sum(standard.base_cost * line.quantity) as base_cost,
        count(*) filter (where standard.base_cost is null) as without_cost
    from quote_line as line
    inner join quotes on quotes.id = line.quote_id
    left join product_cost as standard
        on standard.product_id = line.product_id
        and quotes.quoted_on between standard.valid_from and standard.valid_to
    where not line.optional
    group by line.quote_id
)

select
    total.quote_id as id,
    coalesce(total.quote_name, total.quote_id) as title,
    'version ' || total.version as alias,
    concat_ws(', ', total.account_name, 'version ' || total.version, replace(total.status, '_', ' ')) as description,
    total.deal_id,
    total.deal_name,
    total.account_id,
    total.account_name,
    total.owner_id,
    total.owner_name,
    total.version,
    total.status,
    replace(total.status, '_', ' ') as state,
    total.counts,
    total.quoted_on,
    total.valid_until,
    total.expired,
    total.net,
    total.tax,
    total.gross,
    total.optional_net,
    total.currency,
    total.base_net,
    total.currency <> moment.base_currency as foreign_currency,
    total.discount_share,
    total.largest_discount,
    case when cost.without_cost = 0 then 1 - cost.base_cost / nullif(total.base_net, 0) end as margin_rate,
    quotes.terms,
    quotes.price_book as price_book_id,
    price_books.name as price_book_name
from quote_total as total
inner join quotes on quotes.id = total.quote_id
cross join moment
left join cost on cost.quote_id = total.quote_id
left join price_books on price_books.id = quotes.price_book
order by total.quote_id
