-- One row is a customer's feedback, with how the customer answered before.
select
    feedback.id,
    title.title,
    feedback.kind || coalesce(' ' || feedback.score, '') as description,
    feedback.account as account_id,
    accounts.name as account_name,
    feedback.contact as contact_id,
    contacts.name as contact_name,
    feedback.product as product_id,
    products.name as product_name,
    feedback.date,
    feedback.kind,
    feedback.score,
    case feedback.kind when 'nps' then 10 else 5 end as most,
    case
        when feedback.kind = 'nps' and feedback.score >= 9 then 'won'
        when feedback.kind = 'nps' and feedback.score <= 6 then 'bad'
        when feedback.kind <> 'nps' and feedback.score >= 4 then 'won'
        when feedback.kind <> 'nps' and feedback.score <= 2 then 'bad'
        else 'info'
    end as tone,
    feedback.comment,
    lag(feedback.score) over (
        partition by feedback.account, feedback.kind
        order by feedback.date, feedback.id
    ) as before
from feedback
inner join record_title as title on title.kind = 'feedback' and title.id = feedback.id
left join accounts on accounts.id = feedback.account
left join contacts on contacts.id = feedback.contact
left join products on products.id = feedback.product
order by feedback.id
