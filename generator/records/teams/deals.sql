-- One row is an open deal of the team or of a team below it, the largest first.
with ranked as (
    select
        tree.ancestor_id as of_team,
        deal.deal_id,
        deal.deal_name,
        deal.account_id,
        deal.account_name,
        deal.stage_name as stage,
        replace(deal.category, '_', ' ') as category,
        deal.base_amount as amount,
        deal.close_date,
        deal.owner_id,
        deal.owner_name,
        row_number() over (
            partition by tree.ancestor_id
            order by deal.base_amount desc nulls last, deal.deal_id
        ) as place,
        count(*) over (partition by tree.ancestor_id) as total
    from deal
    inner join team_tree as tree on tree.team_id = deal.team_id
    where deal.outcome = 'open'
)

select
    of_team, deal_id, deal_name, account_id, account_name, stage, category, amount, close_date,
    owner_id, owner_name, total
from ranked
where place <= 15
order by of_team, place
