-- One row is another quote for the same deal.
select
    mine.quote_id as mine_id,
    other.quote_id,
    coalesce(other.quote_name, other.quote_id) as quote_name,
    other.version,
    replace(other.status, '_', ' ') as state,
    case when other.counts then 'the one that counts' end as role,
    other.quoted_on,
    other.net,
    other.currency as net_currency,
    other.largest_discount
from quote_total as mine
inner join quote_total as other
    on other.deal_id = mine.deal_id and other.quote_id <> mine.quote_id
order by mine.quote_id, other.version desc, other.quoted_on desc, other.quote_id
