with source as (

    select * from {{ source('lake', 'cases') }}
    {{ only_new_contents() }}

),

typed as (

    select
        {{ provenance() }},
        {{ key_text('case_id') }} as case_id,
        received_at as received_at_text,
        {{ parse_time('received_at') }} as received_at,
        {{ written('unit') }} as unit_written,
        {{ match_text('unit') }} as unit_word,
        {{ match_text('channel') }} as channel_word,
        {{ written('item_code') }} as item_code,
        {{ written('item_name') }} as item_name,
        {{ match_text('cross_type') }} as cross_word,
        zero_material as zero_material_text,
        {{ yes_no('zero_material') }} as zero_material,
        tolerant as tolerant_text,
        {{ yes_no('tolerant') }} as tolerant,
        commitment as commitment_text,
        {{ yes_no('commitment') }} as commitment,
        one_license as one_license_text,
        {{ yes_no('one_license') }} as one_license,
        due_at as due_at_text,
        {{ parse_time('due_at') }} as due_at,
        finished_at as finished_at_text,
        {{ parse_time('finished_at') }} as finished_at,
        {{ written('case_status') }} as case_status,
        {{ match_text('district') }} as district_word
    from source

)

select
    content,
    sheet,
    sheet_number,
    row_number,
    has_surplus_fields,
    case_id,
    received_at,
    received_at is null and not {{ is_unreadable('received_at_text', 'received_at') }}
    as received_at_is_empty,
    unit_written,
    unit_word,
    channel_word,
    item_code,
    item_name,
    coalesce(cross_word like '%跨省通办%', false) as is_cross_province,
    coalesce(cross_word like '%区内通办%', false) as is_cross_region,
    coalesce(zero_material, false) as is_zero_material,
    coalesce(tolerant, false) as is_tolerant,
    coalesce(commitment, false) as is_commitment,
    coalesce(one_license, false) as is_one_license,
    due_at,
    finished_at,
    case_status,
    {{ is_unreadable('due_at_text', 'due_at') }}
    or {{ is_unreadable('finished_at_text', 'finished_at') }} as has_unreadable_time,
    {{ is_unreadable('zero_material_text', 'zero_material') }}
    or {{ is_unreadable('tolerant_text', 'tolerant') }}
    or {{ is_unreadable('commitment_text', 'commitment') }}
    or {{ is_unreadable('one_license_text', 'one_license') }} as has_unreadable_yes_no,
    district_word
from typed
