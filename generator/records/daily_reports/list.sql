-- One row is a daily report, the latest first.
with visited as (
    select
        record as report_id,
        count(*) as visits
    from daily_reports_activities
    group by record
)

select
    report.id,
    strftime(report.date, '%Y-%m-%d') as name,
    report.person as person_id,
    people.name as person_name,
    visited.visits,
    report.results,
    report.issues,
    report.manager_comment as comment
from daily_reports as report
left join people on people.id = report.person
left join visited on visited.report_id = report.id
order by report.date desc, people.name, report.id
