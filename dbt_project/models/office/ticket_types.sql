select
    sort_order,
    type_code,
    type_name,
    aliases
from {{ source('office', 'ticket_types') }}
