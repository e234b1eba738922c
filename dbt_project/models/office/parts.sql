select
    sort_order,
    export
from {{ source('office', 'parts') }}
