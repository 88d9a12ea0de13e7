-- One row is a line of the order: what was delivered, and, in proportion to the whole order, what
-- was invoiced and paid.
select
    line.order_id,
    line.product_id,
    line.product_name,
    line.quantity,
    line.price,
    line.discount,
    line.tax_percent,
    line.net,
    line.currency,
    line.delivered_quantity,
    nullif(line.returned_quantity, 0) as returned_quantity,
    total.base_invoiced / nullif(total.base_gross, 0) as invoiced_share,
    total.base_paid / nullif(total.base_gross, 0) as paid_share,
    line.base_margin / nullif(line.base_net, 0) as margin_rate
from order_line as line
inner join order_total as total on total.order_id = line.order_id
order by line.order_id, line.position
