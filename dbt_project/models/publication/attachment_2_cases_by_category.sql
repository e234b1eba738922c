select
    quarter,
    cast(sort_order as bigint) as line,
    cast(sort_order as bigint) as "序号",
    category_name as "分类",
    cases as "办件量",
    share as "占总办件量(%)",
    previous_cases as "上季度办件量",
    change_rate as "环比(%)"
from {{ ref('cases_by_category') }}
