with source as (

    select * from {{ source('lake', 'tickets') }}

),

typed as (

    select
        {{ provenance() }},
        {{ key_text('ticket_id') }} as ticket_id,
        received_at as received_at_text,
        {{ parse_time('received_at') }} as received_at,
        regexp_replace({{ match_text('ticket_type') }}, '类$', '') as ticket_type_word,
        {{ written('source_channel') }} as source_channel,
        {{ written('topic') }} as topic,
        {{ match_text('urgency') }} as urgency_word,
        {{ written('unit') }} as unit_written,
        {{ match_text('unit') }} as unit_word,
        {% for column in ticket_times() %}
        {{ column }} as {{ column }}_text,
        {{ parse_time(column) }} as {{ column }},
        {% endfor %}
        sent_back as sent_back_text,
        {{ parse_count('sent_back') }} as sent_back_count,
        {{ match_text('satisfaction') }} as satisfaction_word
    from source

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
    topic,
    urgency_word,
    unit_written,
    unit_word,
    {% for column in ticket_times() %}
    {{ column }},
    {% endfor %}
    sent_back_count,
    satisfaction_word,
    {% for column in ticket_times() %}
    {{ is_unreadable(column ~ '_text', column) }}{{ ' or' if not loop.last }}
    {% endfor %}
    as has_unreadable_time,
    {{ is_unreadable('sent_back_text', 'sent_back_count') }} as has_unreadable_count
from typed
