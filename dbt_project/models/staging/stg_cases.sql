{%- set words = ['channel_word', 'item_code', 'item_name', 'cross_word', 'case_status', 'district_word'] -%}
{%- set unread = ['applicant', 'applicant_id_number'] -%}
{%- set yes_no_columns = ['zero_material', 'tolerant', 'commitment', 'one_license'] -%}
with source as (

    select * from {{ source('lake', 'cases') }}
    {{ only_new_contents() }}

),

{{ time_steps(['received_at', 'due_at', 'finished_at']) }},

typed as (

    select
        {{ provenance() }},
        {{ key_text('case_id') }} as case_id,
        {{ time_column('received_at') }},
        {{ written('unit') }} as unit_written,
        {{ match_text('unit') }} as unit_word,
        {{ match_text('channel') }} as channel_word,
        {{ written('item_code') }} as item_code,
        {{ written('item_name') }} as item_name,
        {{ match_text('cross_type') }} as cross_word,
        {% for column in yes_no_columns %}
        {{ match_text(column) }} as {{ column }}_word,
        {% endfor %}
        {{ limit_column('due_at') }},
        {{ time_column('finished_at') }},
        {{ written('case_status') }} as case_status,
        {{ match_text('district') }} as district_word,
        {{ doubtful(unread) }}
    from timed

),

{{ known_step(words, unread) }},

valued as (

    select
        *,
        {% for column in yes_no_columns %}
        {{ yes_no(column ~ '_word') }} as {{ column }},
        {{ value_fault(column ~ '_word', yes_no(column ~ '_word')) }} as {{ column }}_fault,
        {% endfor %}
        coalesce(cross_word like '%跨省通办%', false) as is_cross_province,
        coalesce(
            cross_word like '%区内通办%' or cross_word like '%省内通办%' or cross_word like '%全省通办%', false
        ) as is_cross_region
    from known

)

select
    content,
    sheet,
    sheet_number,
    row_number,
    has_surplus_fields,
    has_missing_fields,
    case_id,
    received_at,
    {{ fault_of_required('received_at') }} as received_at_fault,
    unit_written,
    unit_word,
    channel_word_known as channel_word,
    item_code_known as item_code,
    item_name_known as item_name,
    is_cross_province,
    is_cross_region,
    case
        when is_cross_province or is_cross_region then null
        when {{ matches_whole('cross_word_known', '否|n|no|0|false|不是|非通办') }} then null
        else cross_word_known
    end as unknown_cross_word,
    {% for column in yes_no_columns %}
    coalesce({{ column }}, false) as is_{{ column }},
    {% endfor %}
    due_at,
    finished_at,
    case_status_known as case_status,
    {{ value_flags(times=['due_at', 'finished_at'], yes_no=yes_no_columns, words=words) }} as value_flags,
    district_word_known as district_word
from valued
