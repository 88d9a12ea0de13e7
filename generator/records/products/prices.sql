-- One row is what the product costs in a price book.
select
    entry.product as product_id,
    entry.record as price_book_id,
    books.name as price_book_name,
    books.segment,
    entry.price,
    entry.minimum_price,
    books.currency,
    books.valid_from,
    books.valid_to
from price_books_entries as entry
inner join price_books as books on books.id = entry.record
order by entry.product, books.valid_from desc nulls last, books.name, entry.record
