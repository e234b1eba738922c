select
    opens,
    closes,
    first_day,
    last_day
from {{ source('office', 'office_hours') }}
