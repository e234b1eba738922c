{%- set words = ['license_status', 'district_word'] -%}
{%- set unread = ['holder', 'license_number'] -%}
with source as (

    select * from {{ source('lake', 'licenses') }}
    {{ only_new_contents() }}

),

{{ time_steps(['filed_at', 'issued_on']) }},

typed as (

    select
        {{ provenance() }},
        {{ key_text('license_id') }} as license_id,
        {{ time_column('filed_at') }},
        {{ written('license_type') }} as license_type_written,
        {{ match_text('license_type') }} as license_type_word,
        {{ written('unit') }} as unit_written,
        {{ match_text('unit') }} as unit_word,
        {{ date_column('issued_on') }},
        {{ written('license_status') }} as license_status,
        {{ match_text('district') }} as district_word,
        {{ doubtful(unread) }}
    from timed

),

{{ known_step(words, unread) }}

select
    content,
    sheet,
    sheet_number,
    row_number,
    has_surplus_fields,
    has_missing_fields,
    license_id,
    filed_at,
    {{ fault_of_required('filed_at') }} as filed_at_fault,
    license_type_written,
    license_type_word,
    unit_written,
    unit_word,
    issued_on,
    license_status_known as license_status,
    {{ value_flags(times=['issued_on'], words=words) }} as value_flags,
    district_word_known as district_word
from known
