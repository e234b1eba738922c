with source as (

    select * from {{ source('lake', 'evaluations') }}
    {{ only_new_contents() }}

),

{{ time_steps(['evaluated_at', 'rectified_at']) }},

typed as (

    select
        {{ provenance() }},
        {{ key_text('evaluation_id') }} as evaluation_id,
        {{ time_column('evaluated_at') }},
        {{ match_text('level') }} as level_word,
        {{ written('unit') }} as unit_written,
        {{ match_text('unit') }} as unit_word,
        {{ key_text('case_id') }} as case_id,
        {{ written('evaluation_channel') }} as evaluation_channel,
        {{ time_column('rectified_at') }},
        {{ match_text('district') }} as district_word
    from timed

)

select
    content,
    sheet,
    sheet_number,
    row_number,
    has_surplus_fields,
    has_missing_fields,
    evaluation_id,
    evaluated_at,
    {{ fault_of_required('evaluated_at') }} as evaluated_at_fault,
    level_word,
    unit_written,
    unit_word,
    {{ if_known('case_id') }} as case_id,
    {{ if_known('evaluation_channel') }} as evaluation_channel,
    rectified_at,
    {{ value_flags(
        times=['rectified_at'], words=['case_id', 'evaluation_channel', 'district_word']
    ) }} as value_flags,
    {{ if_known('district_word') }} as district_word
from typed
