-- One row is a target, and how far it is reached; only the figure that holds today counts.
with held as (
    select
        id,
        case
            when person is not null then 'people'
            when team is not null then 'teams'
            when territory is not null then 'territories'
            when family is not null then 'family'
            else 'company'
        end as holder_kind,
        coalesce(person, team, territory) as holder_id,
        family,
        period,
        measure,
        amount,
        currency,
        valid_from,
        row_number() over (
            partition by person, team, territory, family, period, measure
            order by valid_from desc nulls last, id desc
        ) = 1 as holds
    from targets
)

select
    held.id,
    title.title,
    replace(held.measure, '_', ' ') || ' target' as description,
    case when held.holder_id is not null then held.holder_kind end as holder_kind,
    held.holder_id,
    title.title as name,
    held.measure,
    replace(held.measure, '_', ' ') as what,
    held.amount,
    coalesce(held.currency, moment.base_currency) as currency,
    held.holds,
    held.valid_from,
    attainment.period_label,
    attainment.state,
    attainment.first_day,
    attainment.last_day,
    attainment.counted,
    attainment.actual,
    attainment.attainment,
    attainment.gap,
    attainment.time_share,
    attainment.pace,
    attainment.needed_weekly,
    attainment.weeks_left,
    attainment.open_pipeline,
    attainment.coverage
from held
cross join moment
inner join record_title as title on title.kind = 'targets' and title.id = held.id
left join attainment
    on attainment.holder_kind = held.holder_kind
    and attainment.period = held.period
    and attainment.measure = held.measure
    and (
        (held.holder_id is not null and attainment.holder_id = held.holder_id)
        or (held.holder_kind = 'family' and attainment.holder_name = held.family)
        or held.holder_kind = 'company'
    )
order by held.id
