with source as (

    select * from {{ source('lake', 'tickets') }}
    {{ only_new_contents() }}

),

hash_key as (

    select hash_key from {{ source('lake', 'hash_key') }}

),

typed as (

    select
        {{ provenance() }},
        {{ key_text('ticket_id') }} as ticket_id,
        received_at as received_at_text,
        {{ parse_time('received_at') }} as received_at,
        {{ replaced(match_text('ticket_type'), '类$', '') }} as ticket_type_word,
        {{ written('source_channel') }} as source_channel,
        {{ written('topic_level_1') }} as topic_1,
        {{ written('topic') }} as topic,
        {{ written('topic_level_3') }} as topic_3,
        {{ keyed_hash('hash_key.hash_key', key_text('caller_phone')) }} as caller,
        {{ match_text('urgency') }} as urgency_word,
        {{ written('unit') }} as unit_written,
        {{ match_text('unit') }} as unit_word,
        {% for column in ticket_times() %}
        {{ column }} as {{ column }}_text,
        {{ parse_time(column) }} as {{ column }},
        {% endfor %}
        sent_back as sent_back_text,
        {{ parse_count('sent_back') }} as sent_back_count,
        {{ match_text('satisfaction') }} as satisfaction_word,
        {{ solved('is_solved') }} as is_solved,
        cast(length({{ written('reply') }}) as bigint) as reply_length,
        {{ keyed_hash('hash_key.hash_key', match_text('reply')) }} as reply_hash,
        {{ match_text('district') }} as district_word
    from source
    cross join hash_key

)

select
    content,
    sheet,
    sheet_number,
    row_number,
    has_surplus_fields,
    ticket_id,
    received_at,
    received_at is null and not {{ is_unreadable('received_at_text', 'received_at') }}
    as received_at_is_empty,
    ticket_type_word,
    source_channel,
    topic_1,
    topic,
    topic_3,
    caller,
    urgency_word,
    unit_written,
    unit_word,
    {% for column in ticket_times() %}
    {{ column }},
    {% endfor %}
    sent_back_count,
    satisfaction_word,
    is_solved,
    reply_length,
    reply_hash,
    {% for column in ticket_times() %}
    {{ is_unreadable(column ~ '_text', column) }}{{ ' or' if not loop.last }}
    {% endfor %}
    as has_unreadable_time,
    {{ is_unreadable('sent_back_text', 'sent_back_count') }} as has_unreadable_count,
    district_word
from typed
