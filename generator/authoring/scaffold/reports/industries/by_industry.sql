-- One row is an industry, its accounts, and what was won and is open there.
select
    coalesce(accounts.industry, 'none given') as industry,
    count(distinct accounts.id) as accounts,
    coalesce(sum(deal.base_amount) filter (where deal.outcome = 'won'), 0) as won,
    coalesce(sum(deal.base_amount) filter (where deal.outcome = 'open'), 0) as open
from accounts
left join deal on deal.account_id = accounts.id
group by accounts.industry
order by won desc, industry
