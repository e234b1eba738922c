-- how often each word stands in a column with a list of the office, by month, and whether the list has it
{% set units = {
    'tickets': ['int_ticket_rows', 'ticket_id', 'received_at'], 'cases': ['int_case_rows', 'case_id', 'received_at'],
    'licenses': ['int_license_rows', 'license_id', 'filed_at'],
    'evaluations': ['int_evaluation_rows', 'evaluation_id', 'evaluated_at']
} %}
with known_units as (

    select word, district from {{ ref('int_words') }}
    where list_name = 'unit'

),

-- a row that was refused for its word alone is judged as well, once however often it was exported
named as (

    select
        'tickets' as export,
        'ticket_type' as list_name,
        district,
        received_at as moment,
        ticket_id as row_key,
        ticket_type_word as word,
        type_code is not null as is_known
    from {{ ref('int_ticket_rows') }}
    where fate = 'accepted' or refusal = '诉求类型不在类型表中'
    union all
    select
        'evaluations' as export,
        'evaluation' as list_name,
        district,
        evaluated_at as moment,
        evaluation_id as row_key,
        level_word as word,
        level is not null as is_known
    from {{ ref('int_evaluation_rows') }}
    where fate = 'accepted' or refusal = '评价等级不在等级表中'
    union all
    select
        'cases' as export,
        'case_channel' as list_name,
        district,
        received_at as moment,
        case_id as row_key,
        channel_word as word,
        channel_word is null or channel_code <> 'other' as is_known
    from {{ ref('int_case_rows') }}
    where fate = 'accepted'
    union all
    -- no office lists these words; one that is unknown counts as none, and is named
    select
        'cases' as export,
        'cross_type' as list_name,
        district,
        received_at as moment,
        case_id as row_key,
        unknown_cross_word as word,
        unknown_cross_word is null as is_known
    from {{ ref('int_case_rows') }}
    where fate = 'accepted'
    {% for export, (rows, key, moment) in units.items() %}
    union all
    select
        '{{ export }}' as export,
        'unit' as list_name,
        named_units.district,
        named_units.{{ moment }} as moment,
        named_units.{{ key }} as row_key,
        named_units.unit_word as word,
        known_units.word is not null as is_known
    from {{ ref(rows) }} as named_units
    left join known_units
        on named_units.unit_word = known_units.word and named_units.district = known_units.district
    where named_units.fate = 'accepted' and named_units.unit_word is not null
    {% endfor %}

)

select
    export,
    list_name,
    district,
    {{ month_key('moment') }} as month,
    -- empty where the cell is: such a row is judged, and none of its words is unknown
    coalesce(word, '') as word,
    is_known,
    count(distinct row_key) as row_count
from named
group by export, list_name, district, {{ month_key('moment') }}, coalesce(word, ''), is_known
