-- One row is somebody, a fiscal period and a forecast category, with the deals that close in it,
-- shared by their splits. Take one holder_kind and one period_kind: a person counts again in the
-- team and the company, a month again in the quarter and the year. amount is the category by
-- itself. cumulative adds up: pipeline is all open categories; best_case, most_likely and commit
-- are that category, the surer ones and closed. Omitted and lost deals are in none; nor are undated
-- ones.
with dealt as (
    select
        deal_id,
        month,
        category,
        person_id,
        territory_id,
        family,
        base_amount,
        base_weighted
    from deal_credit
    where outcome <> 'lost' and month is not null
),

held as (
    select
        'people' as holder_kind,
        dealt.person_id as holder_key,
        dealt.deal_id,
        dealt.month,
        dealt.category,
        dealt.base_amount,
        dealt.base_weighted
    from dealt
    where dealt.person_id is not null
    union all
    select
        'teams' as holder_kind,
        person_team.team_id as holder_key,
        dealt.deal_id,
        dealt.month,
        dealt.category,
        dealt.base_amount,
        dealt.base_weighted
    from dealt
    inner join person_team on person_team.person_id = dealt.person_id
    union all
    select
        'territories' as holder_kind,
        territory_tree.ancestor_id as holder_key,
        dealt.deal_id,
        dealt.month,
        dealt.category,
        dealt.base_amount,
        dealt.base_weighted
    from dealt
    inner join territory_tree on territory_tree.territory_id = dealt.territory_id
    union all
    select
        'family' as holder_kind,
        dealt.family as holder_key,
        dealt.deal_id,
        dealt.month,
        dealt.category,
        dealt.base_amount,
        dealt.base_weighted
    from dealt
    where dealt.family is not null
    union all
    select
        'company' as holder_kind,
        '' as holder_key,
        dealt.deal_id,
        dealt.month,
        dealt.category,
        dealt.base_amount,
        dealt.base_weighted
    from dealt
),

monthly as (
    select
        holder_kind,
        holder_key,
        month,
        category,
        sum(base_amount) as base_amount,
        sum(base_weighted) as base_weighted,
        count(distinct deal_id) as deal_count
    from held
    group by holder_kind, holder_key, month, category
),

summed as (
    select
        monthly.holder_kind,
        monthly.holder_key,
        whole.period,
        monthly.category,
        sum(monthly.base_amount) as base_amount,
        sum(monthly.base_weighted) as base_weighted,
        cast(sum(monthly.deal_count) as bigint) as deal_count
    from monthly
    inner join periods as part on part.period = monthly.month
    inner join periods as whole
        on whole.period in (part.period, part.quarter, part.year)
    group by monthly.holder_kind, monthly.holder_key, whole.period, monthly.category
),

ladder as (
    select
        value as category,
        position
    from picklists
    where picklist = 'forecast_category'
),

grid as (
    select
        place.holder_kind,
        place.holder_key,
        place.period,
        ladder.category,
        ladder.position,
        summed.base_amount,
        summed.base_weighted,
        summed.deal_count
    from (select distinct holder_kind, holder_key, period from summed) as place
    cross join ladder
    left join summed
        on summed.holder_kind = place.holder_kind
        and summed.holder_key = place.holder_key
        and summed.period = place.period
        and summed.category = ladder.category
),

added as (
    select
        holder_kind,
        holder_key,
        period,
        category,
        position,
        base_amount,
        base_weighted,
        deal_count,
        coalesce(
            sum(base_amount) filter (where category = 'closed') over whole, 0
        ) as base_closed,
        coalesce(
            sum(base_amount) filter (where category not in ('closed', 'omitted')) over surer, 0
        ) as base_surer
    from grid
    window
        whole as (partition by holder_kind, holder_key, period),
        surer as (
            partition by holder_kind, holder_key, period
            order by position desc
            rows between unbounded preceding and current row
        )
)

select
    added.holder_kind, -- people, teams, territories, family or company
    holder.holder_id,
    holder.holder_name,
    holder.team_id,
    added.period,
    periods.kind as period_kind,
    periods.label as period_label,
    periods.state, -- past, current or future
    periods.first_day,
    added.category,
    added.position, -- the category's place, the surest last
    coalesce(added.deal_count, 0) as deal_count,
    cast(round(coalesce(added.base_amount, 0), 4) as decimal(24, 4)) as amount,
    cast(round(coalesce(added.base_weighted, 0), 4) as decimal(24, 4)) as weighted,
    case
        when added.category = 'omitted' then null
        when added.category = 'closed'
            then cast(round(added.base_closed, 4) as decimal(24, 4))
        when added.category = 'pipeline'
            then cast(round(added.base_surer, 4) as decimal(24, 4))
        else cast(round(added.base_surer + added.base_closed, 4) as decimal(24, 4))
    end as cumulative
from added
inner join periods on periods.period = added.period
inner join holder
    on holder.holder_kind = added.holder_kind
    and holder.holder_key = added.holder_key
