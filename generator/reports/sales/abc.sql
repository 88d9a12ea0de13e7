-- One row is a class of customers: A bring the first 80 % of the revenue, B the next 15 %, C the rest.
select
    class,
    count(*) as customers,
    count(*) / sum(count(*)) over () as customer_share,
    sum(revenue) as revenue,
    sum(share) as share
from customer_sale
where class is not null
group by class
order by class
