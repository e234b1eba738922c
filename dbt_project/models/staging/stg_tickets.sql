{%- set texts = ['source_channel', 'topic_1', 'topic', 'topic_3'] -%}
{%- set words = texts + ['urgency_word', 'satisfaction_word', 'district_word', 'phone', 'solved_word', 'reply'] -%}
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
        {{ written('reply') }} as reply,
        {{ match_text('reply') }} as reply_word,
        {{ match_text('district') }} as district_word,
        {{ has_unknown(['content', 'caller_name']) }} as has_unknown_unread
    from timed

),

{{ known_step(words) }}

select
    known.content,
    known.sheet,
    known.sheet_number,
    known.row_number,
    known.has_surplus_fields,
    known.has_missing_fields,
    known.ticket_id,
    known.received_at,
    {{ fault_of_required('received_at') }} as received_at_fault,
    known.ticket_type_word,
    {% for column in texts %}
    known.{{ column }}_known as {{ column }},
    {% endfor %}
    {{ keyed_hash('hash_key.hash_key', 'known.phone_known') }} as caller,
    known.urgency_word_known as urgency_word,
    known.unit_written,
    known.unit_word,
    {% for column in ticket_times() + ticket_limits() %}
    known.{{ column }},
    {% endfor %}
    known.sent_back_count,
    known.satisfaction_word_known as satisfaction_word,
    known.is_solved,
    known.is_valid,
    cast(length(known.reply_known) as bigint) as reply_length,
    {{ keyed_hash('hash_key.hash_key', 'case when known.reply_known is not null then known.reply_word end') }} as reply_hash,
    {{ value_flags(
        times=ticket_times() + ticket_limits(),
        yes_no=['is_valid'],
        counts=['sent_back'],
        words=words
    ) }} as value_flags,
    known.district_word_known as district_word
from known
cross join hash_key
