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

{# How far one exact percentage lies above another, in points, half away from zero; null where one has no value. #}
{% macro rate_difference(part, whole, other_part, other_whole) -%}
    {{ return(adapter.dispatch('rate_difference')(part, whole, other_part, other_whole)) }}
{%- endmacro %}

{# Two counts of millions multiplied do not fit into 64 bits. #}
{% macro default__rate_difference(part, whole, other_part, other_whole) -%}
    {{ _rate_difference(part, whole, other_part, other_whole, 'hugeint', '//') }}
{%- endmacro %}

{% macro spark__rate_difference(part, whole, other_part, other_whole) -%}
    {{ _rate_difference(part, whole, other_part, other_whole, 'decimal(38, 0)', 'div') }}
{%- endmacro %}

{% macro _rate_difference(part, whole, other_part, other_whole, wide, over) -%}
    {%- set whole = "cast(" ~ whole ~ " as " ~ wide ~ ")" -%}
    {%- set other_whole = "cast(" ~ other_whole ~ " as " ~ wide ~ ")" -%}
    {%- set above = "((" ~ part ~ ") * " ~ other_whole ~ " - (" ~ other_part ~ ") * " ~ whole ~ ")" -%}
    {%- set below = "(" ~ whole ~ " * " ~ other_whole ~ ")" -%}
    cast(
        case when {{ above }} < 0 then -1 else 1 end
        * cast(
            (20000 * abs({{ above }}) + {{ below }}) {{ over }} nullif(2 * {{ below }}, 0) as decimal(18, 2)
        )
        * cast(0.01 as decimal(3, 2)) as decimal(18, 2)
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
