with source as (

    select * from {{ source('lake', 'evaluations') }}

)

select
    {{ provenance() }},
    {{ key_text('evaluation_id') }} as evaluation_id,
    {{ parse_time('evaluated_at') }} as evaluated_at,
    {{ written('evaluated_at') }} is null as evaluated_at_is_empty,
    {{ match_text('level') }} as level_word,
    {{ written('unit') }} as unit_written,
    {{ match_text('unit') }} as unit_word,
    {{ key_text('case_id') }} as case_id,
    {{ written('evaluation_channel') }} as evaluation_channel,
    {{ parse_time('rectified_at') }} as rectified_at,
    {{ unreadable_times(['rectified_at']) }} as has_unreadable_time
from source
