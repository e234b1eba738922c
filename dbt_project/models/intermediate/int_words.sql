-- every spelling of a listed word, normalised as exports' values are, with what it stands for
with ticket_types as (

    select 'ticket_type' as list_name, type_code as meaning, concat_ws('|', type_name, aliases) as spellings
    from {{ ref('ticket_types') }}

),

urgencies as (

    select 'urgency' as list_name, urgency_code as meaning, concat_ws('|', urgency_name, aliases) as spellings
    from {{ ref('urgencies') }}

),

satisfaction_levels as (

    select 'satisfaction' as list_name, cast(levels.level as string) as meaning,
        concat_ws('|', levels.level_name, levels.aliases, further.aliases) as spellings
    from {{ ref('satisfaction_levels') }} as levels
    left join {{ ref('level_words') }} as further on levels.level = further.level

),

evaluation_levels as (

    -- evaluations may also write a level as its number
    select 'evaluation' as list_name, meaning, concat_ws('|', spellings, meaning) as spellings
    from satisfaction_levels

),

case_channels as (

    select 'case_channel' as list_name, channel_code as meaning,
        concat_ws('|', channel_name, aliases) as spellings
    from {{ ref('case_channels') }}

),

units as (

    select 'unit' as list_name, unit_id as meaning, concat_ws('|', name, aliases) as spellings
    from {{ ref('units') }}

),

districts as (

    select 'district' as list_name, code as meaning, concat_ws('|', code, name, aliases) as spellings
    from {{ ref('districts') }}

),

all_lists as (

    select * from ticket_types
    union all
    select * from urgencies
    union all
    select * from satisfaction_levels
    union all
    select * from evaluation_levels
    union all
    select * from case_channels
    union all
    select * from units
    union all
    select * from districts

),

one_a_row as (

    select list_name, meaning, {{ each_part_of('spellings', '|') }} as spelling
    from all_lists

),

compared as (

    select one_a_row.list_name, one_a_row.meaning, {{ match_text('one_a_row.spelling') }} as word
    from one_a_row
    cross join {{ source('lake', 'compatibility') }} as compatibility

),

normalised as (

    select
        list_name,
        meaning,
        case when list_name = 'ticket_type' then {{ replaced('word', '类$', '') }} else word end as word
    from compared

)

-- a unit's words are those of its district, where others may have a unit of the same name
select distinct
    normalised.list_name,
    normalised.word,
    normalised.meaning,
    case when normalised.list_name = 'unit' then coalesce(rosters.district, {{ default_district() }}) else '' end as district
from normalised
left join {{ ref('units') }} as rosters
    on normalised.list_name = 'unit' and normalised.meaning = rosters.unit_id
where normalised.word is not null
