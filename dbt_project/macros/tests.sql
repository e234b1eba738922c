{# One row for each combination of the columns. #}
{% test unique_together(model, columns) %}
select {{ columns | join(', ') }}, count(*) as row_count
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1
{% endtest %}

{# Rows that break a rule which every row must meet; a rule that comes out as null is broken too. #}
{% test each_row(model, rule) %}
select * from {{ model }}
where not coalesce(({{ rule }}), false)
{% endtest %}
