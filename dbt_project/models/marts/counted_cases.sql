select
    judged.period,
    judged.case_id,
    judged.unit_id,
    units.unit_name,
    judged.channel_code,
    judged.as_of,
    {% for measure in measures_of('counted_cases') %}
    judged.{{ measure }},
    {% endfor %}
    judged.file,
    judged.sheet,
    judged.row_number
from {{ ref('int_cases_judged') }} as judged
inner join {{ ref('int_units') }} as units on judged.unit_id = units.unit_id
where judged.role = 'current'
