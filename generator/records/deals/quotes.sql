-- One row is a quote of the deal, the latest version first.
select
    deal_id,
    quote_id,
    coalesce(quote_name, quote_id) as quote_name,
    version,
    replace(status, '_', ' ') as state,
    case when counts then 'the one that counts' end as role,
    quoted_on,
    valid_until,
    case when expired then 'bad' end as valid_until_tone,
    net,
    currency as net_currency,
    discount_share,
    largest_discount
from quote_total
order by deal_id, version desc, quoted_on desc, quote_id
