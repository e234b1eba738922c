-- which landed files the figures of a period rest on: its own rows, and those of the periods it is compared with
with judged as (

    {% for export in ['tickets', 'cases', 'licenses', 'evaluations'] %}
    select period, role, '{{ export }}' as export, file from {{ ref('int_' ~ export ~ '_judged') }}
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}

)

select
    judged.period,
    periods.reference_period,
    judged.export,
    judged.file,
    count(*) as counted_rows
from judged
inner join {{ ref('int_periods') }} as periods
    on judged.period = periods.period and judged.role = periods.role
group by judged.period, periods.reference_period, judged.export, judged.file
