-- One row is a product family that customers of the same industry buy and the account does not.
with bought as (
    select distinct
        account_id,
        industry,
        family
    from sale_line
    where industry is not null and family is not null and account_id is not null and kind in ('order', 'deal')
),

customers as (
    select
        industry,
        count(distinct account_id) as count
    from bought
    group by industry
),

usual as (
    select
        bought.industry,
        bought.family,
        count(*) as buyers,
        customers.count as customers
    from bought
    inner join customers on customers.industry = bought.industry
    where customers.count >= 3
    group by bought.industry, bought.family, customers.count
    having count(*) / customers.count >= 0.5
)

select
    buyer.account_id,
    usual.family,
    usual.buyers,
    usual.customers
from (select distinct account_id, industry from bought) as buyer
inner join usual on usual.industry = buyer.industry
left join bought on bought.account_id = buyer.account_id and bought.family = usual.family
where bought.account_id is null
order by buyer.account_id, usual.buyers desc, usual.family
