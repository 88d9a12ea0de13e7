-- One row is a deal that was open at the end of one of the days of trend_point, as the branch knew
-- it then.
select
    trend_point.day,
    version.deal_id,
    version.version_number, -- in deal_version
    version.owner_id,
    version.team_id,
    version.pipeline,
    version.stage,
    version.category,
    version.close_date,
    version.base_amount,
    version.base_weighted
from trend_point
inner join deal_version as version
    on version.known_on <= trend_point.day
    and coalesce(version.known_until > trend_point.day, true)
where version.outcome = 'open'
