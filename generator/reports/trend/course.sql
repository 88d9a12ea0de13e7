-- One row is the end of a week, or of a month where the history is long: what was open then, as the branch knew it.
select
    trend_point.day,
    trend_point.by_month,
    count(past.deal_id) as deals,
    coalesce(sum(past.base_amount), 0) as open,
    coalesce(sum(past.base_weighted), 0) as weighted,
    coalesce(sum(past.base_amount) filter (where past.category = 'commit'), 0) as commit,
    coalesce(sum(past.base_amount) filter (where past.category = 'most_likely'), 0)
        as most_likely,
    coalesce(sum(past.base_amount) filter (where past.category = 'best_case'), 0) as best_case,
    coalesce(sum(past.base_amount) filter (where past.category = 'pipeline'), 0) as pipeline,
    coalesce(
        sum(past.base_amount) filter (where coalesce(past.category, 'omitted') = 'omitted'), 0
    ) as omitted,
    count(past.deal_id) filter (where past.base_amount is null) as without_amount
from trend_point
left join pipeline_past as past on past.day = trend_point.day
group by trend_point.day, trend_point.by_month
order by trend_point.day
