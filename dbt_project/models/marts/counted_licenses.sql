select
    judged.period,
    judged.license_id,
    judged.unit_id,
    units.unit_name,
    judged.license_type,
    judged.as_of,
    {% for measure in measures_of('counted_licenses') %}
    judged.{{ measure }},
    {% endfor %}
    judged.file,
    judged.sheet,
    judged.row_number
from {{ ref('int_licenses_judged') }} as judged
inner join {{ ref('int_units') }} as units on judged.unit_id = units.unit_id
where judged.role = 'current'
