-- One row is a line of a deal: a product, and what it brings after discount.
with priced as (
    select
        record as deal_id,
        position,
        product,
        quantity,
        price,
        discount,
        cast(round(quantity * price * (100 - discount) * 0.01, 4) as decimal(24, 4)) as amount
    from deals_lines
)

select
    priced.deal_id,
    priced.position,
    priced.product as product_id,
    products.name as product_name,
    products.family, -- the product family; null where the product has none
    priced.quantity,
    priced.price,
    priced.discount, -- percent
    priced.amount, -- in the deal's currency, after discount
    deal_state.currency,
    cast(round(priced.amount * deal_state.rate, 4) as decimal(24, 4)) as base_amount
from priced
inner join deal_state on deal_state.deal_id = priced.deal_id
left join products on products.id = priced.product
