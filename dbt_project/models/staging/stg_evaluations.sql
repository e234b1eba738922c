{%- set words = ['case_id', 'evaluation_channel', 'district_word'] -%}
{%- set unread = ['content'] -%}
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
    evaluation_id,
    evaluated_at,
    {{ fault_of_required('evaluated_at') }} as evaluated_at_fault,
    level_word,
    unit_written,
    unit_word,
    case_id_known as case_id,
    evaluation_channel_known as evaluation_channel,
    rectified_at,
    {{ value_flags(times=['rectified_at'], words=words) }} as value_flags,
    district_word_known as district_word
from known
