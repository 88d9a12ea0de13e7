-- One row is a price book, with what the head of its page says.
with used as (
    select price_book, count(*) as accounts
    from accounts
    group by price_book
)

select
    books.id,
    books.name as title,
    books.currency || ' price book' as description,
    books.currency,
    replace(books.segment, '_', ' ') as segment,
    books.territory as territory_id,
    territories.name as territory_name,
    books.valid_from,
    books.valid_to,
    books.valid_to < moment.as_of as over,
    books.valid_from > moment.as_of as coming,
    coalesce(used.accounts, 0) as accounts
from price_books as books
cross join moment
left join territories on territories.id = books.territory
left join used on used.price_book = books.id
order by books.id
