select
    sort_order,
    urgency_code,
    urgency_name,
    aliases
from {{ source('office', 'urgencies') }}
