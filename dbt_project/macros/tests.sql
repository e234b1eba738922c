{# One row for each key, and no key or column that must be there left empty: one test a model. #}
{% test one_row_each(model, key, present=[]) %}
select
    {{ key | join(', ') }},
    count(*) as row_count
from {{ model }}
group by {{ key | join(', ') }}
having
    count(*) > 1
    {% for column in key %}
    or {{ column }} is null
    {% endfor %}
    {% for column in present %}
    or count({{ column }}) < count(*)
    {% endfor %}
{% endtest %}

{# Rows that break a rule which every row must meet; a rule that comes out as null is broken too. #}
{% test each_row(model, rule) %}
select * from {{ model }}
where not coalesce(({{ rule }}), false)
{% endtest %}
