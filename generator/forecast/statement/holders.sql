-- One row is a team or a person in the quarter: of the scope that is asked for; of a team those below
-- it and all their people.
select
    shown.holder_kind,
    shown.holder_id,
    shown.holder_name,
    shown.booked,
    shown.open,
    shown.new,
    shown.mean,
    shown.point,
    shown.low_80,
    shown.high_80,
    shown.target,
    shown.label
from forecast_shown as shown
where
    shown.horizon = 'quarter'
    and (
        ($kind = 'company' and shown.holder_kind <> 'company')
        or (
            $kind = 'teams'
            and shown.holder_kind = 'people'
            and shown.holder_id in (select person_id from person_team where team_id = $id)
        )
        or (
            $kind = 'teams'
            and shown.holder_kind = 'teams'
            and shown.holder_id in (
                select team_id from team_tree where ancestor_id = $id and depth > 0
            )
        )
    )
order by shown.holder_kind desc, shown.mean desc, shown.holder_name
