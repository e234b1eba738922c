-- how often each word stands in a column with a list of the office, by month, and whether the list has it
{% set units = {
    'tickets': ['int_ticket_rows', 'received_at'], 'cases': ['int_case_rows', 'received_at'],
    'licenses': ['int_license_rows', 'filed_at'], 'evaluations': ['int_evaluation_rows', 'evaluated_at']
} %}
{% set refused_words = {
    'tickets': ['ticket_type', 'int_ticket_rows', 'received_at', 'ticket_type_word', 'ticket_id', '诉求类型不在类型表中'],
    'evaluations': ['evaluation', 'int_evaluation_rows', 'evaluated_at', 'level_word', 'evaluation_id', '评价等级不在等级表中']
} %}
with known_units as (

    select word, district from {{ ref('int_words') }}
    where list_name = 'unit'

),

-- keys that stand are all different, so counting their rows counts them
standing as (

    select
        'tickets' as export,
        'ticket_type' as list_name,
        district,
        received_at as moment,
        ticket_type_word as word,
        type_code is not null as is_known
    from {{ ref('int_ticket_rows') }}
    where fate = 'accepted'
    union all
    select
        'evaluations' as export,
        'evaluation' as list_name,
        district,
        evaluated_at as moment,
        level_word as word,
        level is not null as is_known
    from {{ ref('int_evaluation_rows') }}
    where fate = 'accepted'
    union all
    select
        'cases' as export,
        'case_channel' as list_name,
        district,
        received_at as moment,
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
        unknown_cross_word as word,
        unknown_cross_word is null as is_known
    from {{ ref('int_case_rows') }}
    where fate = 'accepted'
    {% for export, (rows, moment) in units.items() %}
    union all
    select
        '{{ export }}' as export,
        'unit' as list_name,
        named_units.district,
        named_units.{{ moment }} as moment,
        named_units.unit_word as word,
        known_units.word is not null as is_known
    from {{ ref(rows) }} as named_units
    left join known_units
        on named_units.unit_word = known_units.word and named_units.district = known_units.district
    where named_units.fate = 'accepted' and named_units.unit_word is not null
    {% endfor %}

),

-- a row that was refused for its word alone is judged as well, once however often it was exported
refused as (

    {% for export, (list_name, rows, moment, word, key, refusal) in refused_words.items() %}
    select distinct
        '{{ export }}' as export,
        '{{ list_name }}' as list_name,
        district,
        {{ month_key(moment) }} as month,
        coalesce({{ word }}, '') as word,
        {{ key }} as row_key
    from {{ ref(rows) }}
    where refusal = '{{ refusal }}'
    {{ 'union all' if not loop.last }}
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
    count(*) as row_count
from standing
group by export, list_name, district, {{ month_key('moment') }}, coalesce(word, ''), is_known
union all
select
    export,
    list_name,
    district,
    month,
    word,
    false as is_known,
    count(*) as row_count
from refused
group by export, list_name, district, month, word
