{%- set texts = ['source_channel', 'topic_1', 'topic', 'topic_3'] -%}
{%- set words = ['urgency_word', 'satisfaction_word', 'district_word'] -%}
with source as (

    select * from {{ source('lake', 'tickets') }}
    {{ only_new_contents() }}

),

hash_key as (

    select hash_key from {{ source('lake', 'hash_key') }}

),

{{ time_steps(['received_at'] + ticket_times() + ticket_limits()) }},

typed as (

    select
        {{ provenance() }},
        {{ key_text('ticket_id') }} as ticket_id,
        {{ time_column('received_at') }},
        {{ replaced(match_text('ticket_type'), '类$', '') }} as ticket_type_word,
        {{ written('source_channel') }} as source_channel,
        {{ written('topic_level_1') }} as topic_1,
        {{ written('topic') }} as topic,
        {{ written('topic_level_3') }} as topic_3,
        {{ key_text('caller_phone') }} as phone,
        {{ match_text('urgency') }} as urgency_word,
        {{ written('unit') }} as unit_written,
        {{ match_text('unit') }} as unit_word,
        {% for column in ticket_times() %}
        {{ time_column(column) }},
        {% endfor %}
        {% for column in ticket_limits() %}
        {{ limit_column(column) }},
        {% endfor %}
        {{ parse_count('sent_back') }} as sent_back_count,
        {{ value_fault('sent_back', parse_count('sent_back')) }} as sent_back_fault,
        {{ match_text('satisfaction') }} as satisfaction_word,
        {{ solved('is_solved') }} as is_solved,
        {{ match_text('is_solved') }} as solved_word,
        {{ valid('is_valid') }} as is_valid,
        {{ value_fault('is_valid', valid('is_valid')) }} as is_valid_fault,
        {{ written('reply') }} as reply_written,
        {{ match_text('reply') }} as reply_word,
        {{ match_text('district') }} as district_word
    from timed

)

select
    typed.content,
    typed.sheet,
    typed.sheet_number,
    typed.row_number,
    typed.has_surplus_fields,
    typed.has_missing_fields,
    typed.ticket_id,
    typed.received_at,
    {{ fault_of_required('received_at') }} as received_at_fault,
    typed.ticket_type_word,
    {% for column in texts %}
    {{ if_known('typed.' ~ column) }} as {{ column }},
    {% endfor %}
    {{ keyed_hash('hash_key.hash_key', if_known('typed.phone')) }} as caller,
    {{ if_known('typed.urgency_word') }} as urgency_word,
    typed.unit_written,
    typed.unit_word,
    {% for column in ticket_times() + ticket_limits() %}
    typed.{{ column }},
    {% endfor %}
    typed.sent_back_count,
    {{ if_known('typed.satisfaction_word') }} as satisfaction_word,
    typed.is_solved,
    typed.is_valid,
    cast(length({{ if_known('typed.reply_written') }}) as bigint) as reply_length,
    {{ keyed_hash('hash_key.hash_key', if_known('typed.reply_word')) }} as reply_hash,
    {{ value_flags(
        times=ticket_times() + ticket_limits(),
        yes_no=['is_valid'],
        counts=['sent_back'],
        words=texts + words + ['phone', 'solved_word', 'reply_written']
    ) }} as value_flags,
    {{ if_known('typed.district_word') }} as district_word
from typed
cross join hash_key
