-- One row is a person with a target in this quarter: what is missing to it, and what is open.
select
    outlook.holder_id as person_id,
    outlook.holder_name as person_name,
    outlook.target,
    outlook.won,
    greatest(outlook.gap, 0) as missing,
    outlook.open_pipeline as open_this_quarter,
    outlook.coverage,
    case
        when outlook.gap <= 0 then 'won'
        when outlook.coverage < 1 then 'bad'
        when outlook.coverage < 3 then 'warn'
    end as coverage_tone,
    following.open_pipeline as open_next_quarter
from outlook
inner join moment on moment.quarter = outlook.period
left join outlook as following
    on following.holder_kind = outlook.holder_kind
    and following.holder_id = outlook.holder_id
    and following.period = moment.next_quarter
where outlook.holder_kind = 'people' and outlook.target > 0
order by outlook.coverage nulls last, outlook.holder_name
