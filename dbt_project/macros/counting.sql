{# Exact percentage of two counts, half up to two decimals, in integers throughout; null over zero. #}
{% macro rate(numerator, denominator) -%}
    cast(
        cast(
            (20000 * ({{ numerator }}) + ({{ denominator }})) // nullif(2 * ({{ denominator }}), 0)
            as decimal(18, 2)
        )
        * cast(0.01 as decimal(3, 2)) as decimal(18, 2)
    )
{%- endmacro %}

{# Change of a count against an earlier one in percent, half away from zero; null over zero or nothing. #}
{% macro change_rate(now_count, before_count) -%}
    cast(
        sign(({{ now_count }}) - ({{ before_count }}))
        * {{ rate("abs((" ~ now_count ~ ") - (" ~ before_count ~ "))", before_count) }}
        as decimal(18, 2)
    )
{%- endmacro %}

{% macro quarter_key(moment) -%}
    cast(year({{ moment }}) as varchar) || 'Q' || cast(quarter({{ moment }}) as varchar)
{%- endmacro %}
