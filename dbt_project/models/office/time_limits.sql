select
    type_code,
    urgency_code,
    sign_hours,
    finish_days
from {{ source('office', 'time_limits') }}
