-- the totals that source systems state, beside what the warehouse counts
with stated as (

    select quarter, indicator_code, control_value, file, sheet, row_number
    from {{ ref('int_control_rows') }}
    where fate = 'accepted'

)

select
    stated.quarter,
    stated.indicator_code,
    indicators.indicator_name,
    stated.control_value,
    indicators.value as warehouse_value,
    coalesce(indicators.value = stated.control_value, false) as is_met,
    stated.file,
    stated.sheet,
    stated.row_number
from stated
inner join {{ ref('headline_indicators') }} as indicators
    on stated.quarter = indicators.quarter and stated.indicator_code = indicators.indicator_code
