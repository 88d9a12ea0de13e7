-- One row is an owner in the league of well kept open deals.
with flagged as (
    select
        id as deal_id,
        count(*) filter (where severity = 'bad') as bad,
        count(*) filter (where severity = 'warn') as warnings,
        min(severity_position) as worst
    from deal_signal
    where kind = 'deals' and outcome = 'open'
    group by id
)

select
    deal.owner_id,
    coalesce(deal.owner_name, 'nobody') as owner_name,
    count(*) as open_deals,
    sum(deal.filled) * 100 / sum(deal.possible) as completeness_percent,
    count(*) filter (where coalesce(flagged.worst, 3) = 3) / count(*) as clean_share,
    coalesce(sum(flagged.bad), 0) as bad,
    coalesce(sum(flagged.warnings), 0) as warnings,
    coalesce(sum(deal.base_amount) filter (where flagged.worst = 1), 0) as bad_amount
from completeness as deal
left join flagged on flagged.deal_id = deal.deal_id
group by deal.owner_id, deal.owner_name
order by completeness_percent desc, clean_share desc, owner_name
