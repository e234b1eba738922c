with source as (

    select * from {{ source('lake', 'evaluations') }}
    {{ only_new_contents() }}

),

typed as (

    select
        {{ provenance() }},
        {{ key_text('evaluation_id') }} as evaluation_id,
        evaluated_at as evaluated_at_text,
        {{ parse_time('evaluated_at') }} as evaluated_at,
        {{ match_text('level') }} as level_word,
        {{ written('unit') }} as unit_written,
        {{ match_text('unit') }} as unit_word,
        {{ key_text('case_id') }} as case_id,
        {{ written('evaluation_channel') }} as evaluation_channel,
        rectified_at as rectified_at_text,
        {{ parse_time('rectified_at') }} as rectified_at,
        {{ match_text('district') }} as district_word
    from source

)

select
    content,
    sheet,
    sheet_number,
    row_number,
    has_surplus_fields,
    evaluation_id,
    evaluated_at,
    evaluated_at is null and not {{ is_unreadable('evaluated_at_text', 'evaluated_at') }}
    as evaluated_at_is_empty,
    level_word,
    unit_written,
    unit_word,
    case_id,
    evaluation_channel,
    rectified_at,
    {{ is_unreadable('rectified_at_text', 'rectified_at') }} as has_unreadable_time,
    district_word
from typed
