{{ config(meta = {'dagster': {'ref': {'name': 'headline_indicators'}}}) }}
-- an indicator of the catalogue that nothing counts would be missing from 主要指标 without a sound
select plan.quarter, catalogue.code
from {{ source('lake', 'plan') }} as plan
cross join {{ ref('int_indicators') }} as catalogue
left join {{ ref('headline_indicators') }} as figures
    on plan.quarter = figures.quarter and catalogue.code = figures.indicator_code
where figures.indicator_code is null
