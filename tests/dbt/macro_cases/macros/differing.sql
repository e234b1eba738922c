{# The rows of the CTE `cases` for which an expression is not what the column `expected` says. #}
{% macro differing(expression) -%}
select *, {{ expression }} as found
from cases
where {{ expression }} is distinct from expected
{%- endmacro %}
