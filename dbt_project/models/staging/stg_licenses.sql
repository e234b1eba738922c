with source as (

    select * from {{ source('lake', 'licenses') }}

)

select
    {{ provenance() }},
    {{ key_text('license_id') }} as license_id,
    {{ parse_time('filed_at') }} as filed_at,
    {{ written('filed_at') }} is null as filed_at_is_empty,
    {{ written('license_type') }} as license_type_written,
    {{ match_text('license_type') }} as license_type_word,
    {{ written('unit') }} as unit_written,
    {{ match_text('unit') }} as unit_word,
    cast({{ parse_time('issued_on') }} as date) as issued_on,
    {{ written('license_status') }} as license_status,
    {{ unreadable_times(['issued_on']) }} as has_unreadable_time
from source
