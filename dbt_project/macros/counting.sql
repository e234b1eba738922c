{# How often a whole number goes into another, what is left over dropped; null over zero or nothing. #}
{% macro whole_quotient(dividend, divisor) -%}
    {{ return(adapter.dispatch('whole_quotient')(dividend, divisor)) }}
{%- endmacro %}

{% macro default__whole_quotient(dividend, divisor) -%}
    ({{ dividend }}) // nullif({{ divisor }}, 0)
{%- endmacro %}

{% macro spark__whole_quotient(dividend, divisor) -%}
    ({{ dividend }}) div nullif({{ divisor }}, 0)
{%- endmacro %}

{# Exact percentage of two counts, half up to two decimals, in integers throughout; null over zero. #}
{% macro rate(numerator, denominator) -%}
    cast(
        cast(
            {{ whole_quotient("20000 * (" ~ numerator ~ ") + (" ~ denominator ~ ")", "2 * (" ~ denominator ~ ")") }}
            as decimal(18, 2)
        )
        * cast(0.01 as decimal(3, 2)) as decimal(18, 2)
    )
{%- endmacro %}

{# Change of a count against an earlier one in percent, half away from zero; null over zero or nothing. #}
{% macro change_rate(now_count, before_count) -%}
    cast(
        case when ({{ now_count }}) >= ({{ before_count }}) then 1 else -1 end
        * {{ rate("abs((" ~ now_count ~ ") - (" ~ before_count ~ "))", before_count) }}
        as decimal(18, 2)
    )
{%- endmacro %}

{# The month that a moment falls in. #}
{% macro month_key(moment) -%}
    cast(year({{ moment }}) as string) || '-' || lpad(cast(month({{ moment }}) as string), 2, '0')
{%- endmacro %}

{# The quarter that a moment falls in. #}
{% macro quarter_key(moment) -%}
    cast(year({{ moment }}) as string) || 'Q' || cast(quarter({{ moment }}) as string)
{%- endmacro %}
