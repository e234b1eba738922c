with accepted as (

    select * from {{ ref('int_evaluation_rows') }}
    where fate = 'accepted'

),

known_units as (

    select word, meaning as unit_id, district from {{ ref('int_words') }}
    where list_name = 'unit'

),

known_cases as (

    select case_id from {{ ref('int_cases') }}

)

select
    accepted.evaluation_id,
    {{ month_key('accepted.evaluated_at') }} as month,
    {{ quarter_key('accepted.evaluated_at') }} as quarter,
    accepted.evaluated_at,
    accepted.district,
    accepted.level,
    levels.is_negative,
    levels.is_satisfied,
    {{ unit_id('known_units.unit_id', "coalesce(accepted.unit_word, '" ~ unnamed_unit() ~ "')", 'accepted.district') }} as unit_id,
    accepted.case_id,
    accepted.evaluation_channel,
    accepted.rectified_at,
    nullif(concat_ws(
        ',',
        case when known_units.unit_id is null then 'unknown_unit' end,
        case when accepted.has_missing_fields then 'fewer_fields' end,
        case when accepted.has_unknown_district then 'unknown_district' end,
        case when accepted.case_id is not null and known_cases.case_id is null then 'unknown_case' end,
        accepted.value_flags,
        case when accepted.rectified_at < accepted.evaluated_at then 'rectified_before_evaluated' end
    ), '') as quality_flags,
    accepted.file,
    accepted.sheet,
    accepted.row_number
from accepted
inner join {{ ref('satisfaction_levels') }} as levels on accepted.level = levels.level
left join known_units
    on accepted.unit_word = known_units.word and accepted.district = known_units.district
left join known_cases on accepted.case_id = known_cases.case_id
