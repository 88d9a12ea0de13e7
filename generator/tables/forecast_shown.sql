-- One row is what is forecast for a window of days and the company, a team or a person, by the method
-- that is shown: the one that the past has chosen (see forecast_choice), else the model. Beside it are
-- the target of the same days and how far the forecast is from it. A team has all its people, with
-- those of the teams below it.
with ranked as (
    select
        total.*,
        row_number() over (
            partition by total.horizon, total.holder_kind, total.holder_id
            order by total.method = 'model'
        ) as turn
    from forecast_total as total
    cross join forecast_basis as basis
    cross join moment
    left join forecast_choice as choice
        on choice.origin = moment.as_of
        and choice.horizon = total.horizon
    where total.method in (coalesce(choice.method, basis.chosen), 'model')
),

aimed as (
    select
        ranked.*,
        periods.period,
        periods.label as period_label,
        target_period.target,
        [
            ranked.low_95, ranked.low_90, ranked.low_80, ranked.low_50, ranked.median,
            ranked.high_50, ranked.high_80, ranked.high_90, ranked.high_95
        ] as amounts,
        [0.975, 0.95, 0.9, 0.75, 0.5, 0.25, 0.1, 0.05, 0.025] as chances -- to come to more
    from ranked
    left join periods
        on periods.first_day = ranked.first_day
        and periods.last_day = ranked.last_day
        and periods.kind = 'quarter'
    left join target_period
        on target_period.holder_kind = ranked.holder_kind
        and target_period.holder_id is not distinct from ranked.holder_id
        and target_period.period = periods.period
        and target_period.measure = 'bookings'
    where ranked.turn = 1
),

placed as (
    select
        *,
        len(list_filter(amounts, lambda amount: amount < target)) as place -- of those below it
    from aimed
)

select
    placed.horizon,
    coalesce(placed.period_label, placed.horizon) as horizon_label,
    placed.first_day,
    placed.last_day,
    placed.period, -- the quarter, where the window is one
    placed.holder_kind, -- company, teams or people
    placed.holder_id,
    coalesce(people.name, teams.name, placed.holder_id) as holder_name,
    placed.method,
    placed.mean,
    case
        when not coalesce(list_contains(string_split(placed.label, '; '), 'range only'), false)
            then placed.mean
    end as point, -- the mean, where one figure can be told; null: read the range
    placed.low_95,
    placed.low_80,
    placed.low_50,
    placed.median,
    placed.high_50,
    placed.high_80,
    placed.high_95,
    placed.booked,
    placed.open,
    placed.new,
    placed.label,
    nullif(
        array_to_string(
            list_filter(
                string_split(placed.label, '; '), lambda part: part not like '%95 \% range%' escape '\'
            ),
            '; '
        ),
        ''
    ) as remark, -- the label, without what it says of ranges wider than that of 80 %
    placed.target,
    placed.target - placed.mean as gap, -- negative where more is expected than is aimed at
    case
        when placed.target is null or placed.median is null then null
        when placed.place = 0 then chances[1]
        when placed.place = len(chances) then chances[-1]
        else
            chances[place]
            - (chances[place] - chances[place + 1]) * (target - amounts[place])
            / (amounts[place + 1] - amounts[place])
    end as target_chance -- to reach the target; 0.975 and 0.025 are the ends of what is told
from placed
left join people on placed.holder_kind = 'people' and people.id = placed.holder_id
left join teams on placed.holder_kind = 'teams' and teams.id = placed.holder_id
