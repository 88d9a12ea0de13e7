-- One row is another submission of the same person for the same period, the latest first.
with ranked as (
    select
        mine.id as mine_id,
        other.id,
        strftime(other.date, '%Y-%m-%d') as name,
        coalesce(other.currency, moment.base_currency) as currency,
        other.commit,
        other.most_likely,
        other.best_case,
        other.comment,
        row_number() over (partition by mine.id order by other.date desc, other.id) as place
    from forecasts as mine
    cross join moment
    inner join forecasts as other
        on other.person = mine.person
        and other.period = mine.period
        and other.adjusts is not distinct from mine.adjusts
        and other.id <> mine.id
)

select mine_id, id, name, commit, most_likely, best_case, currency, comment
from ranked
where place <= 12
order by mine_id, place
