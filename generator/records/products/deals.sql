-- One row is an open deal with the product, by close date.
with ranked as (
    select
        line.product_id,
        deal.deal_id,
        deal.deal_name,
        deal.account_id,
        deal.account_name,
        deal.stage_name as stage,
        sum(line.quantity) as quantity,
        sum(line.base_amount) as amount,
        deal.close_date,
        row_number() over (
            partition by line.product_id
            order by deal.close_date nulls last, deal.deal_id
        ) as place,
        count(*) over (partition by line.product_id) as total
    from deal_line as line
    inner join open_deal as deal on deal.deal_id = line.deal_id
    group by
        line.product_id, deal.deal_id, deal.deal_name, deal.account_id, deal.account_name,
        deal.stage_name, deal.close_date
)

select
    product_id, deal_id, deal_name, account_id, account_name, stage, quantity, amount, close_date, total
from ranked
where place <= 10
order by product_id, place
