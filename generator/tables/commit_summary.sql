-- One row is a commit of the branch, as far as it was known by the end of the day for which the
-- book is read: who made it (of a merge, who made the branch) and why, and how many records it
-- created, changed and deleted. A bot is an author with `[bot]` in its name or mail, or a person
-- with the tag `bot`; an author who is neither a bot nor a person of the company is unknown.
-- Outside review is what came neither by a pull request nor by a merge.
with seen as (
    select commits.*
    from commits
    inner join moment on commits.known_on <= moment.as_of
),

effect as (
    select
        changes.commit_number,
        count(distinct (changes.kind, changes.record)) as record_count,
        count(*) filter (where changes.event = 'created') as created_count,
        count(distinct (changes.kind, changes.record)) filter (where changes.event = 'changed')
            as changed_count,
        count(*) filter (where changes.event = 'deleted') as deleted_count,
        count(*) filter (where changes.event = 'changed') as field_count
    from changes
    group by changes.commit_number
),

bot as (
    select distinct record as person_id
    from people_tags
    where value = 'bot'
)

select
    seen.commit_number, -- from 0, along the first parents
    seen.commit_sha,
    seen.known, -- UTC
    seen.known_on, -- the company's day on which the branch learned it
    seen.happened_on, -- the company's day on which it took place
    people.id as author_id, -- null where the mail is no person's
    coalesce(people.name, seen.author_name) as author_name, -- the person's, else the commit's
    seen.author_mail,
    case
        when contains(lower(seen.author_name), '[bot]') then 'bot'
        when contains(lower(seen.author_mail), '[bot]') then 'bot'
        when bot.person_id is not null then 'bot'
        when people.id is null then 'unknown'
        else 'person'
    end as author_kind, -- person, bot or unknown
    case
        when seen.merge and trim(seen.body) <> '' then trim(split_part(trim(seen.body), chr(10), 1))
        else regexp_replace(seen.subject, ' \(#[0-9]+\)$', '')
    end as reason, -- the title of the pull request that was merged, else the first line
    seen.subject,
    seen.source, -- the system that it was imported from
    seen.pull_request,
    seen.merge,
    seen.merger_name, -- who merged the branch; null if it is no merge
    seen.signed, -- whether there is a signature, good or not
    seen.pull_request is null and not seen.merge as outside_review,
    coalesce(effect.record_count, 0) as record_count,
    coalesce(effect.created_count, 0) as created_count,
    coalesce(effect.changed_count, 0) as changed_count,
    coalesce(effect.deleted_count, 0) as deleted_count,
    coalesce(effect.field_count, 0) as field_count
from seen
left join effect on effect.commit_number = seen.commit_number
left join people on people.id = seen.author
left join bot on bot.person_id = people.id
