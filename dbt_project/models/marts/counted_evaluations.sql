select
    judged.period,
    judged.evaluation_id,
    judged.unit_id,
    units.unit_name,
    judged.channel,
    judged.as_of,
    {% for measure in measures_of('counted_evaluations') %}
    judged.{{ measure }},
    {% endfor %}
    judged.file,
    judged.sheet,
    judged.row_number
from {{ ref('int_evaluations_judged') }} as judged
inner join {{ ref('int_units') }} as units on judged.unit_id = units.unit_id
where judged.role = 'current'
