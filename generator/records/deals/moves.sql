-- One row is a deal whose history is known: its amounts and its close dates one after another, and
-- how often and by how many days in all the close date was pushed. Amounts that were in another
-- currency are left out; close dates are days since the first one.
with stated as (
    select
        version.deal_id,
        version.version_number,
        version.amount,
        version.expected_on,
        version.amount is distinct from lag(version.amount) over versions as amount_moved,
        version.expected_on is distinct from lag(version.expected_on) over versions as date_moved,
        first_value(version.expected_on ignore nulls) over (
            partition by version.deal_id
            order by version.version_number
            rows between unbounded preceding and unbounded following
        ) as first_date
    from deal_version as version
    inner join deal on deal.deal_id = version.deal_id and deal.currency = version.currency
    window versions as (partition by version.deal_id order by version.version_number)
),

pushed as (
    select
        deal_id,
        count(*) as push_count,
        sum(days) as pushed_days
    from push
    group by deal_id
)

select
    stated.deal_id,
    list(stated.amount order by stated.version_number)
        filter (where stated.amount_moved and stated.amount is not null) as amounts,
    list(date_diff('day', stated.first_date, stated.expected_on) order by stated.version_number)
        filter (where stated.date_moved and stated.expected_on is not null) as close_days,
    min(stated.first_date) as first_date,
    coalesce(min(pushed.push_count), 0) as push_count,
    coalesce(min(pushed.pushed_days), 0) as pushed_days
from stated
left join pushed on pushed.deal_id = stated.deal_id
group by stated.deal_id
order by stated.deal_id
