{# Whole seconds from one moment to another. #}
{% macro seconds_between(first, last) -%}
    date_diff('second', {{ first }}, {{ last }})
{%- endmacro %}

{# The moment so many seconds after another, or after the first moment of a day. #}
{% macro seconds_after(moment, seconds) -%}
    cast({{ moment }} as timestamp) + to_seconds({{ seconds }})
{%- endmacro %}

{# A time of day such as 08:30, 8:30 or 24:00 in seconds since midnight; null when unreadable. #}
{% macro clock_seconds(text) -%}
    (
        try_cast(split_part({{ text }}, ':', 1) as bigint) * 3600
        + try_cast(split_part({{ text }}, ':', 2) as bigint) * 60
    )
{%- endmacro %}
