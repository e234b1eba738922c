-- every landed row of every export with what became of it; the accounting stands on this
{% set exports = {
    'tickets': 'int_ticket_rows', 'cases': 'int_case_rows', 'licenses': 'int_license_rows',
    'evaluations': 'int_evaluation_rows', 'controls': 'int_control_rows'
} %}
{% for export, model in exports.items() %}
select '{{ export }}' as export, file, content, sheet, sheet_number, row_number, refusal, fate, is_superseded_in_file
from {{ ref(model) }}
{{ 'union all' if not loop.last }}
{% endfor %}
