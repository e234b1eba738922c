with accepted as (

    select * from {{ ref('int_case_rows') }}
    where fate = 'accepted'

),

known_units as (

    select word, meaning as unit_id, district from {{ ref('int_words') }}
    where list_name = 'unit'

)

select
    accepted.case_id,
    {{ month_key('accepted.received_at') }} as month,
    {{ quarter_key('accepted.received_at') }} as quarter,
    accepted.received_at,
    accepted.district,
    {{ unit_id('known_units.unit_id', "coalesce(accepted.unit_word, '" ~ unnamed_unit() ~ "')", 'accepted.district') }} as unit_id,
    accepted.channel_code,
    accepted.item_code,
    accepted.item_name,
    accepted.is_cross_province,
    accepted.is_cross_region,
    accepted.is_zero_material,
    accepted.is_tolerant,
    accepted.is_commitment,
    accepted.is_one_license,
    accepted.due_at,
    accepted.finished_at,
    accepted.case_status,
    nullif(concat_ws(
        ',',
        case when known_units.unit_id is null then 'unknown_unit' end,
        case when accepted.has_missing_fields then 'fewer_fields' end,
        case when accepted.has_unknown_district then 'unknown_district' end,
        case when accepted.channel_code = 'other' then 'unknown_channel' end,
        case when accepted.unknown_cross_word is not null then 'unknown_cross_type' end,
        accepted.value_flags,
        case when accepted.finished_at < accepted.received_at then 'finished_before_received' end
    ), '') as quality_flags,
    accepted.file,
    accepted.sheet,
    accepted.row_number
from accepted
left join known_units
    on accepted.unit_word = known_units.word and accepted.district = known_units.district
