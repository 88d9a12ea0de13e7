-- One row is a price book.
with priced as (
    select record, count(*) as prices
    from price_books_entries
    group by record
)

select
    books.id as price_book_id,
    books.name as price_book_name,
    books.currency,
    replace(books.segment, '_', ' ') as segment,
    books.territory as territory_id,
    territories.name as territory_name,
    priced.prices,
    books.valid_from,
    books.valid_to
from price_books as books
left join territories on territories.id = books.territory
left join priced on priced.record = books.id
order by books.valid_from desc nulls last, books.name, books.id
