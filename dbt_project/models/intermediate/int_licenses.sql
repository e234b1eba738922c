with accepted as (

    select * from {{ ref('int_license_rows') }}
    where fate = 'accepted'

),

known_units as (

    select word, meaning as unit_id, district from {{ ref('int_words') }}
    where list_name = 'unit'

)

select
    accepted.license_id,
    {{ month_key('accepted.filed_at') }} as month,
    {{ quarter_key('accepted.filed_at') }} as quarter,
    accepted.filed_at,
    accepted.district,
    accepted.license_type_word,
    accepted.license_type_written,
    {{ unit_id('known_units.unit_id', "coalesce(accepted.unit_word, '" ~ unnamed_unit() ~ "')", 'accepted.district') }} as unit_id,
    accepted.issued_on,
    accepted.license_status,
    nullif(concat_ws(
        ',',
        case when known_units.unit_id is null then 'unknown_unit' end,
        case when accepted.has_missing_fields then 'fewer_fields' end,
        case when accepted.has_unknown_district then 'unknown_district' end,
        case when accepted.license_type_word is null then 'missing_type' end,
        accepted.value_flags
    ), '') as quality_flags,
    accepted.file,
    accepted.sheet,
    accepted.row_number
from accepted
left join known_units
    on accepted.unit_word = known_units.word and accepted.district = known_units.district
