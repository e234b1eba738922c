select
    sort_order,
    channel_code,
    channel_name,
    aliases,
    counts_for,
    is_headline
from {{ source('office', 'case_channels') }}
