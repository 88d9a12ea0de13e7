-- One row is a team or a person in this quarter or the next: what is expected of them, beside what
-- people say they commit to (of a team: all its people) and the target.
with said as (
    select
        coalesce(latest.adjusts_id, latest.person_id) as person_id,
        latest.period,
        max_by(latest.base_commit, (latest.date, latest.adjusts_id is not null)) as said
    from latest_submission as latest
    group by coalesce(latest.adjusts_id, latest.person_id), latest.period
),

told as (
    select 'people' as holder_kind, person_id as holder_id, period, said
    from said
    union all
    select 'teams' as holder_kind, person_team.team_id as holder_id, said.period, sum(said.said)
    from said
    inner join person_team on person_team.person_id = said.person_id
    group by person_team.team_id, said.period
)

select
    shown.horizon_label as quarter,
    shown.holder_kind as kind,
    shown.holder_id as id,
    shown.holder_name as name,
    shown.booked,
    case when shown.point is not null then shown.open end as open,
    case when shown.point is not null then shown.new end as new,
    shown.point as expected, -- null where the range alone can be read
    shown.low_80,
    shown.high_80,
    cast(told.said as decimal(24, 4)) as commit_said, -- with managers' adjustments
    shown.target,
    shown.target_chance,
    shown.remark
from forecast_shown as shown
inner join moment on shown.period in (moment.quarter, moment.next_quarter)
left join told
    on told.holder_kind = shown.holder_kind
    and told.holder_id = shown.holder_id
    and told.period = shown.period
where shown.holder_kind <> 'company' and shown.horizon in ('quarter', 'next quarter')
order by shown.first_day, shown.holder_kind desc, shown.mean desc, shown.holder_name
