-- One row is a customer's feedback, the latest first.
select
    feedback.id,
    title.title as name,
    feedback.kind as asked,
    feedback.score,
    contacts.name as contact,
    feedback.product as product_id,
    products.name as product_name,
    feedback.comment
from feedback
inner join record_title as title on title.kind = 'feedback' and title.id = feedback.id
left join contacts on contacts.id = feedback.contact
left join products on products.id = feedback.product
order by feedback.date desc, feedback.id
