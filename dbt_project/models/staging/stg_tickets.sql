{%- set texts = ['source_channel', 'topic_1', 'topic', 'topic_3'] -%}
{%- set words = texts + ['urgency_word', 'satisfaction_word', 'district_word', 'phone', 'solved_word', 'reply'] -%}
{%- set unread = ['content', 'caller_name'] -%}
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
        {{ key_text('sent_back') }} as sent_back_key,
        {{ match_text('satisfaction') }} as satisfaction_word,
        {{ match_text('is_solved') }} as solved_word,
        {{ match_text('is_valid') }} as valid_word,
        {{ written('reply') }} as reply,
        {{ match_text('reply') }} as reply_word,
        {{ match_text('district') }} as district_word,
        {{ doubtful(unread) }}
    from timed

),

{{ known_step(words, unread) }},

valued as (

    select
        *,
        {{ parse_count('sent_back_key') }} as sent_back_count,
        {{ value_fault('sent_back_key', parse_count('sent_back_key')) }} as sent_back_fault,
        {{ solved('solved_word') }} as is_solved,
        {{ valid('valid_word') }} as is_valid,
        {{ value_fault('valid_word', valid('valid_word')) }} as is_valid_fault
    from known

)

select
    valued.content,
    valued.sheet,
    valued.sheet_number,
    valued.row_number,
    valued.has_surplus_fields,
    valued.has_missing_fields,
    valued.ticket_id,
    valued.received_at,
    {{ fault_of_required('received_at') }} as received_at_fault,
    valued.ticket_type_word,
    {% for column in texts %}
    valued.{{ column }}_known as {{ column }},
    {% endfor %}
    {{ keyed_hash('hash_key.hash_key', 'valued.phone_known') }} as caller,
    valued.urgency_word_known as urgency_word,
    valued.unit_written,
    valued.unit_word,
    {% for column in ticket_times() + ticket_limits() %}
    valued.{{ column }},
    {% endfor %}
    valued.sent_back_count,
    valued.satisfaction_word_known as satisfaction_word,
    valued.is_solved,
    valued.is_valid,
    cast(length(valued.reply_known) as bigint) as reply_length,
    {{ keyed_hash('hash_key.hash_key', 'case when valued.reply_known is not null then valued.reply_word end') }} as reply_hash,
    {{ value_flags(
        times=ticket_times() + ticket_limits(),
        yes_no=['is_valid'],
        counts=['sent_back'],
        words=words
    ) }} as value_flags,
    valued.district_word_known as district_word
from valued
cross join hash_key
