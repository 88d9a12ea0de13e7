-- One row is a commit that moved the close date of a deal, open after it, to a later day than the
-- last one that the deal stated. A date that is set when the deal is won or lost is no push.
with stated as (
    select
        deal_id,
        version_number,
        outcome,
        expected_on,
        last_value(expected_on ignore nulls) over (
            partition by deal_id
            order by version_number
            rows between unbounded preceding and 1 preceding
        ) as expected_before
    from deal_version
)

select
    version.deal_id,
    row_number() over (
        partition by version.deal_id
        order by version.version_number
    ) as push_number,
    count(*) over (partition by version.deal_id) as push_count, -- of the deal
    version.deal_name,
    version.account_id,
    version.account_name,
    version.owner_id, -- the owner then
    version.owner_name,
    version.team_id,
    version.team_name,
    version.pipeline,
    version.stage,
    version.stage_name,
    version.known_on as pushed_on,
    stated.expected_before as old_date,
    version.expected_on as new_date,
    date_diff('day', stated.expected_before, version.expected_on) as days,
    version.expected_on >= stated.expected_before + interval 1 month as by_month, -- or more
    version.base_amount,
    version.author_id,
    version.author_name,
    version.subject,
    version.pull_request,
    version.commit_number,
    version.commit_sha
from stated
inner join deal_version as version
    on version.deal_id = stated.deal_id
    and version.version_number = stated.version_number
where stated.outcome = 'open' and stated.expected_on > stated.expected_before
