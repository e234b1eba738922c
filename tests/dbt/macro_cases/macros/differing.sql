{# The rows of the CTE `cases` for which an expression is not what the column `expected` says. #}
{% macro differing(expression) -%}
select cases.*, {{ expression }} as found
from cases
cross join {{ lake_rows('compatibility.parquet') }} as compatibility
where {{ expression }} is distinct from expected
{%- endmacro %}
