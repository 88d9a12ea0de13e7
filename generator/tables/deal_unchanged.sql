-- One row is a version of a deal and what has not changed for a while: since when its next step has
-- stood as it does, and whether it has come late in the pipeline with the amount that it began with.
with stated as (
    select
        deal_id,
        version_number,
        next_step,
        next_step_date,
        amount,
        probability,
        max(least(happened_on, known_on)) over before as day,
        coalesce(
            (next_step, next_step_date) is distinct from lag((next_step, next_step_date)) over before
            or lag(then_deleted) over before,
            true
        ) as begins,
        (amount, currency) is distinct from first_value((amount, currency)) over before as revised,
        first_value(probability) over before as first_probability,
        row_number() over (partition by deal_id order by version_number desc) = 1 as latest
    from deal_version
    window before as (partition by deal_id order by version_number)
)

select
    stated.deal_id,
    stated.version_number, -- in deal_version
    stated.latest, -- whether it is the deal's last version
    stated.next_step,
    stated.next_step_date,
    stated.amount,
    case
        when stated.next_step is not null or stated.next_step_date is not null
            then max(stated.day) filter (where stated.begins) over before
    end as step_since, -- the day since which it has this next step; null without one
    stated.amount <> 0
    and stated.probability >= hygiene.late_probability
    and stated.first_probability < hygiene.late_probability
    and not bool_or(stated.revised) over before as first_amount -- late, and never revised
from stated
cross join hygiene
window before as (partition by stated.deal_id order by stated.version_number)
