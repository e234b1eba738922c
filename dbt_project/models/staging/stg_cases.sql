with source as (

    select * from {{ source('lake', 'cases') }}

)

select
    {{ provenance() }},
    {{ key_text('case_id') }} as case_id,
    {{ parse_time('received_at') }} as received_at,
    {{ written('received_at') }} is null as received_at_is_empty,
    {{ written('unit') }} as unit_written,
    {{ match_text('unit') }} as unit_word,
    {{ match_text('channel') }} as channel_word,
    {{ written('item_code') }} as item_code,
    {{ written('item_name') }} as item_name,
    coalesce({{ match_text('cross_type') }} like '%跨省通办%', false) as is_cross_province,
    coalesce({{ match_text('cross_type') }} like '%区内通办%', false) as is_cross_region,
    coalesce({{ yes_no('zero_material') }}, false) as is_zero_material,
    coalesce({{ yes_no('tolerant') }}, false) as is_tolerant,
    coalesce({{ yes_no('commitment') }}, false) as is_commitment,
    coalesce({{ yes_no('one_license') }}, false) as is_one_license,
    {{ parse_time('due_at') }} as due_at,
    {{ parse_time('finished_at') }} as finished_at,
    {{ written('case_status') }} as case_status,
    {{ unreadable_times(['due_at', 'finished_at']) }} as has_unreadable_time,
    {{ unreadable_yes_no(['zero_material', 'tolerant', 'commitment', 'one_license']) }} as has_unreadable_yes_no
from source
