select
    sort_order,
    code,
    name,
    kind,
    is_default,
    aliases
from {{ source('office', 'districts') }}
