with source as (

    select * from {{ source('lake', 'controls') }}

)

select
    {{ provenance() }},
    upper({{ key_text('period') }}) as period,
    {{ key_text('indicator') }} as indicator_code,
    try_cast(replace(replace({{ key_text('value') }}, ',', ''), '%', '') as decimal(18, 4)) as control_value,
    {{ match_text('district') }} as district_word
from source
