-- One row is an open deal whose close date was moved to a later day three times or more.
select
    push.deal_id,
    deal.deal_name,
    deal.owner_id,
    deal.owner_name,
    deal.team_name as team,
    max(push.push_count) as pushes,
    count(*) filter (where push.by_month) as by_a_month_or_more,
    min_by(push.old_date, push.push_number) as first_date,
    deal.close_date,
    max(push.pushed_on) as last_pushed_on,
    deal.base_amount as amount
from push
inner join deal on deal.deal_id = push.deal_id
where push.push_count >= 3 and deal.outcome = 'open'
group by
    push.deal_id, deal.deal_name, deal.owner_id, deal.owner_name, deal.team_name, deal.close_date,
    deal.base_amount
order by pushes desc, deal.base_amount desc nulls last, deal.deal_name
limit 500
