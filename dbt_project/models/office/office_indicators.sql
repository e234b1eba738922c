select
    sort_order,
    code,
    name,
    unit,
    statistic,
    is_headline,
    each_row_is,
    source_mart,
    numerator,
    denominator,
    filter_dimension,
    filter_member,
    broken_down_by,
    value_over_zero,
    definition,
    caveats
from {{ source('office', 'indicators') }}
