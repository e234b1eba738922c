-- refused rows as they stood in the file, to be read where personal data may be: in the build database only
{% for export in ['tickets', 'cases', 'licenses', 'evaluations', 'controls'] %}
select
    fates.export,
    fates.file,
    fates.sheet,
    fates.row_number,
    fates.refusal as reason,
    {{ row_as_json('landed') }} as row_text
from {{ ref('int_row_fates') }} as fates
inner join {{ source('lake', export) }} as landed
    on fates.content = landed._content
    and fates.sheet_number = landed._sheet_number
    and fates.row_number = coalesce(landed._row, landed._first_row + landed.file_row_number)
where fates.fate = 'refused' and fates.export = '{{ export }}'
{{ 'union all' if not loop.last }}
{% endfor %}
