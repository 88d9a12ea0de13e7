-- One row is a part of a forecast as it is shown: what is booked, each open deal (all together where
-- too little is known for the chance of one), what nobody has written down yet, and by how much
-- other methods and the errors of the past move the model. The parts of a window and a holder add up
-- to the forecast, to the last decimal of the rounding. Deals are shared by their splits.
with holding as (
    select deal_id, 'people' as holder_kind, person_id as holder_id, percent
    from deal_split
    union all
    select
        deal_split.deal_id,
        'teams' as holder_kind,
        person_team.team_id as holder_id,
        sum(deal_split.percent) as percent
    from deal_split
    inner join person_team on person_team.person_id = deal_split.person_id
    group by deal_split.deal_id, person_team.team_id
),

owned as (
    select
        horizon,
        deal_id,
        chance,
        expected,
        'company' as holder_kind,
        null as holder_id,
        100 as percent
    from forecast_deal
    union all
    select
        foreseen.horizon,
        foreseen.deal_id,
        foreseen.chance,
        cast(round(foreseen.expected * holding.percent * 0.01, 4) as decimal(24, 4)) as expected,
        holding.holder_kind,
        holding.holder_id,
        holding.percent
    from forecast_deal as foreseen
    inner join holding on holding.deal_id = foreseen.deal_id
),

model as (
    select
        horizon,
        holder_kind,
        holder_id,
        mean,
        booked,
        open,
        new
    from forecast_total
    where method = 'model'
),

deals as (
    select
        model.horizon,
        model.holder_kind,
        model.holder_id,
        owned.deal_id,
        owned.chance,
        owned.expected,
        owned.percent
    from model
    inner join owned
        on owned.horizon = model.horizon
        and owned.holder_kind = model.holder_kind
        and owned.holder_id is not distinct from model.holder_id
),

counted as (
    select
        horizon,
        holder_kind,
        holder_id,
        sum(expected) as expected
    from deals
    where chance is not null
    group by horizon, holder_kind, holder_id
),

untold as (
    select distinct
        model.horizon,
        model.holder_kind,
        model.holder_id,
        model.open
    from model
    inner join deals
        on deals.horizon = model.horizon
        and deals.holder_kind = model.holder_kind
        and deals.holder_id is not distinct from model.holder_id
    where deals.chance is null
),

part as (
    select
        horizon,
        holder_kind,
        holder_id,
        1 as place,
        'booked' as part,
        null as deal_id,
        null as chance,
        null as percent,
        booked as expected
    from model
    union all
    select
        horizon,
        holder_kind,
        holder_id,
        2 as place,
        'open deal' as part,
        deal_id,
        chance,
        percent,
        expected
    from deals
    where chance is not null
    union all
    select
        horizon,
        holder_kind,
        holder_id,
        2 as place,
        'open deals' as part,
        null as deal_id,
        null as chance,
        null as percent,
        open as expected
    from untold
    union all
    select
        model.horizon,
        model.holder_kind,
        model.holder_id,
        3 as place,
        'not written down yet' as part,
        null as deal_id,
        null as chance,
        null as percent,
        model.mean - model.booked - coalesce(counted.expected, untold.open, 0) as expected
    from model
    left join counted
        on counted.horizon = model.horizon
        and counted.holder_kind = model.holder_kind
        and counted.holder_id is not distinct from model.holder_id
    left join untold
        on untold.horizon = model.horizon
        and untold.holder_kind = model.holder_kind
        and untold.holder_id is not distinct from model.holder_id
    union all
    select
        model.horizon,
        model.holder_kind,
        model.holder_id,
        4 as place,
        'moved by other methods and past errors' as part,
        null as deal_id,
        null as chance,
        null as percent,
        shown.mean - model.mean as expected
    from model
    inner join forecast_shown as shown
        on shown.horizon = model.horizon
        and shown.holder_kind = model.holder_kind
        and shown.holder_id is not distinct from model.holder_id
    where shown.method <> 'model'
)

select
    part.horizon,
    part.holder_kind,
    part.holder_id,
    part.place, -- of the kind of part
    row_number() over (
        partition by part.horizon, part.holder_kind, part.holder_id
        order by part.place, part.expected desc, part.deal_id
    ) as position, -- of the part; deals that bring most come first
    part.part,
    part.deal_id,
    deal.deal_name,
    deal.account_name,
    deal.owner_id,
    deal.owner_name,
    deal.stage_name,
    deal.close_date,
    cast(round(deal.base_amount * part.percent * 0.01, 4) as decimal(24, 4))
        as base_amount, -- the holder's part of the deal's
    part.chance, -- to be won in the window
    part.expected -- in the base currency
from part
left join deal on deal.deal_id = part.deal_id
