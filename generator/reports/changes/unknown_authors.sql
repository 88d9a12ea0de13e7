-- One row is an author whose mail is no person's and who is no bot; at most 500, the latest first.
select
    author_name as author,
    author_mail as mail,
    count(*) as commits,
    sum(record_count) as records,
    sum(deleted_count) as deleted,
    min(known_on) as first_on,
    max(known_on) as last_on,
    arg_max(reason, commit_number) as last_reason
from commit_summary
where author_kind = 'unknown'
group by author_name, author_mail
order by last_on desc, commits desc, author, mail
limit 500
