-- the totals that source systems state, beside what the warehouse counts, headline or not
with stated as (

    select rows.period, rows.indicator_code, rows.control_value, rows.file, rows.sheet, rows.row_number
    from {{ ref('int_control_rows') }} as rows
    inner join {{ source('lake', 'plan') }} as plan on rows.period = plan.period and rows.district = plan.district
    where rows.fate = 'accepted'

)

select
    stated.period,
    stated.indicator_code,
    indicators.indicator_name,
    stated.control_value,
    indicators.value as warehouse_value,
    coalesce(indicators.value = stated.control_value, false) as is_met,
    stated.file,
    stated.sheet,
    stated.row_number
from stated
inner join {{ ref('indicator_values') }} as indicators
    on stated.period = indicators.period and stated.indicator_code = indicators.indicator_code
where indicators.dimension = 'all'
