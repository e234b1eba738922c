-- how many rows of each period meet each measure, in all and by each member of each dimension
{% for mart in counted_marts() %}
{% set judged = mart | replace('counted_', 'int_') ~ '_judged' %}
{% set columns = dimensions_of(mart).values() | list %}
{{ 'with' if loop.first else ',' }} {{ mart }}_at_grain as (

    select
        period,
        role,
        {{ columns | join(', ') }},
        {% for measure in measures_of(mart) %}
        count(*) filter (where {{ measure }}) as {{ measure }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref(judged) }}
    group by period, role, {{ columns | join(', ') }}

),

{{ mart }}_measures as (

    select period, role, {{ columns | join(', ') }}, measure, row_count
    from {{ mart }}_at_grain
    unpivot (row_count for measure in ({{ measures_of(mart) | join(', ') }}))

)
{% endfor %}

{% for mart in counted_marts() %}
select
    period,
    role,
    '{{ mart }}' as source_mart,
    'all' as dimension,
    'all' as member,
    measure,
    cast(sum(row_count) as bigint) as row_count
from {{ mart }}_measures
group by period, role, measure
{% for dimension, column in dimensions_of(mart).items() %}
union all
select
    period,
    role,
    '{{ mart }}' as source_mart,
    '{{ dimension }}' as dimension,
    {{ column }} as member,
    measure,
    cast(sum(row_count) as bigint) as row_count
from {{ mart }}_measures
where {{ column }} is not null
group by period, role, {{ column }}, measure
{% endfor %}
{{ 'union all' if not loop.last }}
{% endfor %}
