{# A row for each part of a text that is a list; none where there is no text. #}
{% macro each_part_of(text, separator) -%}
    {{ return(adapter.dispatch('each_part_of')(text, separator)) }}
{%- endmacro %}

{% macro default__each_part_of(text, separator) -%}
    unnest(string_split({{ text }}, {{ literal(separator) }}))
{%- endmacro %}

{# Spark splits at a pattern; the separator is none. #}
{% macro spark__each_part_of(text, separator) -%}
    explode(split({{ text }}, {{ literal("\\Q" ~ separator ~ "\\E") }}))
{%- endmacro %}
