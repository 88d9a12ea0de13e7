-- One row is a forecast for the whole company that was really issued, the latest first, and what came.
select
    issued_on,
    horizon as window_name,
    last_day,
    method,
    mean as said,
    low_80,
    high_80,
    settled as came,
    (mean - settled) / nullif(settled, 0) as error_share,
    case
        when settled is null then null
        when settled between low_80 and high_80 then 'won: inside 80 %'
        when low_80 is not null then 'warn: outside 80 %'
    end as status,
    left(commit_sha, 10) as commit_id
from forecast_ledger
where
    holder_kind = 'company'
    and (
        method in ('combined', 'model')
        or method in (select forecast_choice.method from forecast_choice)
    )
order by issued_on desc, last_day, horizon, method
limit 500
