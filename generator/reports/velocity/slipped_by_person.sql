-- One row is an owner, when the quarter began: what slipped of the quarters that are over, at most the last four.
with quarters as (
    select distinct
        quarter,
        first_day
    from slippage
    where over
    order by first_day desc
    limit 4
)

select
    slippage.owner_id,
    coalesce(slippage.owner_name, 'nobody') as owner_name,
    slippage.team_name as team,
    count(*) as deals,
    coalesce(sum(slippage.base_amount), 0) as amount,
    count(*) filter (where slippage.slipped) as slipped,
    coalesce(sum(slippage.base_amount) filter (where slippage.slipped), 0) as slipped_amount,
    coalesce(sum(slippage.base_amount) filter (where slippage.slipped), 0)
    / nullif(sum(slippage.base_amount), 0) as slip_rate
from slippage
inner join quarters on quarters.quarter = slippage.quarter
group by slippage.owner_id, slippage.owner_name, slippage.team_name
order by slipped_amount desc, owner_name
