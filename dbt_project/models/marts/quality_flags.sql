-- how many counted rows of each file carry which flag; a flag never drops a row
{% set exports = {
    'tickets': 'int_tickets', 'cases': 'int_cases',
    'licenses': 'int_licenses', 'evaluations': 'int_evaluations'
} %}
with flagged as (

    {% for export, model in exports.items() %}
    select '{{ export }}' as export, file, {{ each_part_of('quality_flags', ',') }} as flag
    from {{ ref(model) }}
    where quality_flags is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select export, file, flag, count(*) as row_count
from flagged
group by export, file, flag
