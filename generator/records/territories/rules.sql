-- One row is a rule that brings accounts into the territory.
select
    record as territory_id,
    concat_ws(
        ', ',
        'industry ' || replace(industry, '_', ' '),
        'region ' || region,
        'postal code ' || postal_code || '…',
        case
            when size_from is not null and size_to is not null
                then size_from || ' to ' || size_to || ' people'
            when size_from is not null then size_from || ' people and more'
            when size_to is not null then 'up to ' || size_to || ' people'
        end
    ) as words
from territories_rules
order by record, position
