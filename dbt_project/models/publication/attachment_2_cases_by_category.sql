select
    period,
    cast(sort_order as bigint) as line,
    cast(sort_order as bigint) as {{ adapter.quote('序号') }},
    category_name as {{ adapter.quote('分类') }},
    cases as {{ adapter.quote('办件量') }},
    share as {{ adapter.quote('占总办件量(%)') }},
    previous_cases as {{ adapter.quote('上期办件量') }},
    change_rate as {{ adapter.quote('环比(%)') }}
from {{ ref('cases_by_category') }}
