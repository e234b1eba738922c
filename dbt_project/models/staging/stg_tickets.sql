with source as (

    select * from {{ source('lake', 'tickets') }}

)

select
    {{ provenance() }},
    {{ key_text('ticket_id') }} as ticket_id,
    {{ parse_time('received_at') }} as received_at,
    {{ written('received_at') }} is null as received_at_is_empty,
    regexp_replace({{ match_text('ticket_type') }}, '类$', '') as ticket_type_word,
    {{ written('source_channel') }} as source_channel,
    {{ written('topic') }} as topic,
    {{ written('unit') }} as unit_written,
    {{ match_text('unit') }} as unit_word,
    {{ parse_time('dispatched_at') }} as dispatched_at,
    {{ parse_time('sign_due_at') }} as sign_due_at,
    {{ parse_time('signed_at') }} as signed_at,
    {{ parse_time('finish_due_at') }} as finish_due_at,
    {{ parse_time('finished_at') }} as finished_at,
    {{ parse_time('extended_due_at') }} as extended_due_at,
    {{ parse_count('sent_back') }} as sent_back_count,
    {{ parse_time('visited_at') }} as visited_at,
    {{ match_text('satisfaction') }} as satisfaction_word,
    {{ unreadable_times(
        ['dispatched_at', 'sign_due_at', 'signed_at', 'finish_due_at', 'finished_at', 'extended_due_at', 'visited_at']
    ) }} as has_unreadable_time,
    {{ written('sent_back') }} is not null and {{ parse_count('sent_back') }} is null as has_unreadable_count
from source
