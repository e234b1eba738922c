select
    cast(sort_order as integer) as sort_order,
    code as indicator_code,
    name as indicator_name,
    unit as indicator_unit,
    statistic,
    is_headline,
    each_row_is,
    source_mart,
    numerator as numerator_column,
    denominator as denominator_column,
    case source_mart
        {% for mart in counted_marts() %}
        when '{{ mart }}' then '{{ key_of(mart) }}'
        {% endfor %}
    end as key_column,
    case
        {% for mart in counted_marts() %}
        {% for dimension, column in dimensions_of(mart).items() %}
        when source_mart = '{{ mart }}' and filter_dimension = '{{ dimension }}' then '{{ column }}'
        {% endfor %}
        {% endfor %}
    end as filter_column,
    filter_member,
    broken_down_by,
    definition,
    caveats
from {{ ref('int_indicators') }}
