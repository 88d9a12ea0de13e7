-- One row is a price of the book, by product family.
with breaks as (
    select
        record,
        entries_position as position,
        string_agg(
            'from ' || trim(to_quantity, '.') || ': ' || trim(to_price, '.'),
            ', '
            order by quantity
        ) as words
    from (
        select
            record,
            entries_position,
            quantity,
            rtrim(cast(quantity as varchar), '0') as to_quantity,
            rtrim(format('{:,}', cast(price as decimal(24, 2))), '0') as to_price
        from price_books_entries_breaks
    ) as written
    group by record, entries_position
)

select
    entry.record as price_book_id,
    entry.product as product_id,
    products.name as product_name,
    products.family,
    entry.price,
    entry.minimum_price,
    books.currency,
    breaks.words as for_more
from price_books_entries as entry
inner join price_books as books on books.id = entry.record
left join products on products.id = entry.product
left join breaks on breaks.record = entry.record and breaks.position = entry.position
order by entry.record, products.family nulls last, products.name, entry.position
