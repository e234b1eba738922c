-- the lines of 附件2: all cases, each channel of the office, and what a case may have whatever its channel
with flags as (

    {% for measure, name in case_flags().items() %}
    select {{ loop.index }} as place, '{{ measure }}' as measure, '{{ name }}' as category_name
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

lines as (

    select 1 as part, 1 as place, 'total' as measure, '总办件量' as category_name
    union all
    select 2 as part, sort_order as place, channel_code as measure, channel_name as category_name
    from {{ ref('case_channels') }}
    union all
    select 3 as part, place, measure, category_name from flags

)

select
    cast(row_number() over (order by part, place) as integer) as sort_order,
    cast(measure as string) as measure,
    cast(category_name as string) as category_name
from lines
