-- One row is a line of the deal, with its margin at today's standard cost.
select
    line.deal_id,
    line.product_id,
    line.product_name,
    line.quantity,
    line.price,
    line.discount,
    line.amount,
    line.currency,
    1 - cost.base_cost * line.quantity / nullif(line.base_amount, 0) as margin_rate
from deal_line as line
cross join moment
left join product_cost as cost
    on cost.product_id = line.product_id
    and moment.as_of between cost.valid_from and cost.valid_to
order by line.deal_id, line.position
