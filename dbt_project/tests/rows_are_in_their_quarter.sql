{{ config(meta = {'dagster': {'ref': {'name': 'tickets'}}}) }}
-- a row's quarter is that of its date, at the quarter's edges too
{% set dates = {'tickets': 'received_at', 'cases': 'received_at', 'licenses': 'filed_at', 'evaluations': 'evaluated_at'} %}
{% for mart, date in dates.items() %}
select '{{ mart }}' as mart, quarter, {{ date }} as moment
from {{ ref(mart) }}
where quarter <> {{ quarter_key(date) }}
{{ 'union all' if not loop.last }}
{% endfor %}
