-- One row is an owner, when the date was moved: the pushes of close dates in twelve months.
select
    push.owner_id,
    coalesce(push.owner_name, 'nobody') as owner_name,
    count(*) as pushes,
    count(*) filter (where push.by_month) as by_a_month_or_more,
    count(distinct push.deal_id) as deals,
    count(distinct push.deal_id) filter (where push.push_count >= 3) as pushed_thrice,
    median(push.days) as median_days
from push
cross join moment
where push.pushed_on > moment.as_of - interval 12 months
group by push.owner_id, push.owner_name
order by pushes desc, owner_name
