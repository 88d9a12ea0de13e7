-- One row is a deal that is not lost and has lines whose products have a cost on the day that counts:
-- its closing day once it is won, else today. Revenue and cost are of these lines alone, in the base
-- currency.
with line as (
    select
        deal_line.deal_id,
        deal_line.base_amount,
        deal_line.quantity * cost.base_cost as base_cost
    from deal_line
    inner join deal on deal.deal_id = deal_line.deal_id
    cross join moment
    left join product_cost as cost
        on cost.product_id = deal_line.product_id
        and case when deal.outcome = 'open' then moment.as_of else deal.close_date end
        between cost.valid_from and cost.valid_to
    where deal.outcome <> 'lost'
)

select
    deal.deal_id,
    deal.deal_name,
    count(*) as line_count,
    count(*) filter (where line.base_cost is not null and line.base_amount is not null) as known_count,
    sum(line.base_amount) filter (where line.base_cost is not null) as revenue,
    sum(line.base_cost) filter (where line.base_amount is not null) as cost
from line
inner join deal on deal.deal_id = line.deal_id
group by deal.deal_id, deal.deal_name
having known_count > 0
order by deal.deal_name, deal.deal_id
