select
    name,
    value,
    unit,
    meaning
from {{ source('office', 'thresholds') }}
