-- One row is a quote, the latest first.
select
    quote_id,
    coalesce(quote_name, quote_id) as quote_name,
    version,
    account_id,
    account_name,
    deal_id,
    deal_name,
    replace(status, '_', ' ') as state,
    quoted_on,
    valid_until,
    case when expired then 'bad' end as valid_until_tone,
    net,
    currency as net_currency,
    largest_discount,
    owner_id,
    owner_name
from quote_total
order by quoted_on desc, quote_id
