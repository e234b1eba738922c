with source as (

    select * from {{ source('lake', 'licenses') }}
    {{ only_new_contents() }}

),

typed as (

    select
        {{ provenance() }},
        {{ key_text('license_id') }} as license_id,
        filed_at as filed_at_text,
        {{ parse_time('filed_at') }} as filed_at,
        {{ written('license_type') }} as license_type_written,
        {{ match_text('license_type') }} as license_type_word,
        {{ written('unit') }} as unit_written,
        {{ match_text('unit') }} as unit_word,
        issued_on as issued_on_text,
        cast({{ parse_time('issued_on') }} as date) as issued_on,
        {{ written('license_status') }} as license_status,
        {{ match_text('district') }} as district_word
    from source

)

select
    content,
    sheet,
    sheet_number,
    row_number,
    has_surplus_fields,
    license_id,
    filed_at,
    filed_at is null and not {{ is_unreadable('filed_at_text', 'filed_at') }} as filed_at_is_empty,
    license_type_written,
    license_type_word,
    unit_written,
    unit_word,
    issued_on,
    license_status,
    {{ is_unreadable('issued_on_text', 'issued_on') }} as has_unreadable_time,
    district_word
from typed
