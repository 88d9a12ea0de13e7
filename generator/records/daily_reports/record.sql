-- One row is a daily report, with all its texts.
select
    report.id,
    coalesce(people.name, report.person) || ', ' || report.date as title,
    'a daily report (日報)' as description,
    report.person as person_id,
    people.name as person_name,
    people.team as team_id,
    teams.name as team_name,
    report.date,
    report.said,
    report.reaction,
    report.results,
    report.tomorrow,
    report.issues,
    report.manager as manager_id,
    manager.name as manager_name,
    report.manager_comment,
    lag(report.id) over (partition by report.person order by report.date, report.id) as before_id,
    lead(report.id) over (partition by report.person order by report.date, report.id) as after_id
from daily_reports as report
left join people on people.id = report.person
left join teams on teams.id = people.team
left join people as manager on manager.id = report.manager
order by report.id
