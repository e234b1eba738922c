select
    period,
    cast(row_number() over (partition by period order by sort_order) as bigint) as line,
    indicator_code as {{ adapter.quote('指标') }},
    indicator_name as {{ adapter.quote('名称') }},
    -- counts are written as whole numbers, all else with two decimals: the text is what is published
    case when statistic = 'count' then cast(numerator as string) else cast(value as string) end as {{ adapter.quote('数值') }},
    indicator_unit as {{ adapter.quote('单位') }},
    case when is_rate then numerator end as {{ adapter.quote('分子') }},
    case when is_rate then denominator end as {{ adapter.quote('分母') }}
from {{ ref('headline_indicators') }}
