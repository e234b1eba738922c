select
    roster_order,
    unit_id,
    name,
    kind,
    aliases,
    unit_group,
    district
from {{ source('office', 'units') }}
