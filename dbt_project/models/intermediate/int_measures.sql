{#
  How many rows of each period meet each measure, in all and by each member of each dimension, among all rows
  and among those of each member that an indicator may be filtered by; of minutes, how many they are together.
#}
{% for mart in counted_marts() %}
{% set judged = mart | replace('counted_', 'int_') ~ '_judged' %}
{% set columns = dimensions_of(mart).values() | list %}
{% set measures = measures_of(mart) + sums_of(mart) %}
{{ 'with' if loop.first else ',' }} {{ mart }}_at_grain as (

    select
        period,
        role,
        {{ columns | join(', ') }},
        {% for measure in measures_of(mart) %}
        count(*) filter (where {{ measure }}) as {{ measure }}{{ ',' if not loop.last or sums_of(mart) }}
        {% endfor %}
        {% for measure in sums_of(mart) %}
        cast(coalesce(sum({{ measure }}), 0) as bigint) as {{ measure }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref(judged) }}
    group by period, role, {{ columns | join(', ') }}

),

{{ mart }}_measures as (

    select period, role, {{ columns | join(', ') }}, measure, row_count
    from {{ mart }}_at_grain
    unpivot (row_count for measure in ({{ measures | join(', ') }}))

)
{% endfor %}

{% for mart in counted_marts() %}
{% set columns = dict(dimensions_of(mart), all="'all'", group='units.unit_group') %}
{% for filter_dimension, dimension in broken_down(mart) %}
select
    period,
    role,
    '{{ mart }}' as source_mart,
    '{{ filter_dimension }}' as filter_dimension,
    {{ columns[filter_dimension] }} as filter_member,
    '{{ dimension }}' as dimension,
    {{ columns[dimension] }} as member,
    measure,
    cast(sum(row_count) as bigint) as row_count
from {{ mart }}_measures as measures
{% if dimension == 'group' %}
inner join {{ ref('int_units') }} as units on measures.unit_id = units.unit_id
{% endif %}
where row_count > 0 and {{ columns[dimension] }} is not null
group by period, role, {{ columns[filter_dimension] }}, {{ columns[dimension] }}, measure
{{ 'union all' if not loop.last }}
{% endfor %}
{{ 'union all' if not loop.last }}
{% endfor %}
