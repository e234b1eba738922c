with source as (

    select * from {{ source('lake', 'controls') }}

),

{{ time_steps([]) }},

typed as (

    select
        {{ provenance() }},
        period as period_text,
        upper({{ key_text('period') }}) as period_word,
        {{ key_text('indicator') }} as indicator_code,
        try_cast(replace(replace({{ key_text('value') }}, ',', ''), '%', '') as decimal(18, 4)) as control_value,
        {{ match_text('district') }} as district_word
    from timed

),

-- a span names its first and its last month, any other period has one name
ends as (

    select
        *,
        split_part(period_word, '_', 1) as first_name,
        split_part(period_word, '_', 2) as last_name
    from typed

),

spans as (

    select
        *,
        {{ first_month_of('first_name') }} as first_month,
        case
            when last_name = '' then {{ months_of('first_name') }}
            when {{ months_of('first_name') }} = 1 and {{ months_of('last_name') }} = 1
                then {{ first_month_of('last_name') }} - {{ first_month_of('first_name') }} + 1
        end as months
    from ends

)

select
    content,
    sheet,
    sheet_number,
    row_number,
    has_surplus_fields,
    has_missing_fields,
    case when months > 0 then {{ period_key('first_month', 'months') }} end as period,
    period_word is null as period_is_empty,
    indicator_code,
    control_value,
    district_word
from spans
