-- One row is a bot and what it did since the history began; at most 500.
select
    commit.author_name as bot,
    commit.author_mail as mail,
    count(*) as commits,
    count(*) filter (where moment.as_of - commit.known_on < 30) as last_30_days,
    sum(commit.record_count) as records,
    sum(commit.deleted_count) as deleted,
    max(commit.known_on) as last_on,
    arg_max(commit.reason, commit.commit_number) as last_reason
from commit_summary as commit
cross join moment
where commit.author_kind = 'bot'
group by commit.author_name, commit.author_mail
order by commits desc, bot, mail
limit 500
