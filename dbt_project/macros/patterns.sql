{#
  Regular expressions, written once for both engines: what RE2 (DuckDB) and Java (Spark) read alike,
  with \p{Han} for a Chinese character and $ for the very end of the text. A $ stands for nothing else.
#}

{# A text as a literal of SQL, whatever stands in it. #}
{% macro literal(text) -%} {{ return(adapter.dispatch('literal')(text)) }} {%- endmacro %}

{% macro default__literal(text) -%} '{{ text | replace("'", "''") }}' {%- endmacro %}

{# Spark takes a backslash in a literal for the beginning of an escape. #}
{% macro spark__literal(text) -%}
    '{{ text | replace("\\", "\\\\") | replace("'", "\\'") }}'
{%- endmacro %}

{# Whether a text as a whole has the form of a pattern. #}
{% macro matches_whole(text, pattern) -%}
    {{ return(adapter.dispatch('matches_whole')(text, pattern)) }}
{%- endmacro %}

{% macro default__matches_whole(text, pattern) -%}
    regexp_full_match({{ text }}, {{ literal(pattern) }})
{%- endmacro %}

{% macro spark__matches_whole(text, pattern) -%}
    regexp_like({{ text }}, {{ _java_pattern("^(?:" ~ pattern ~ ")$") }})
{%- endmacro %}

{# Whether a pattern is found in a text. #}
{% macro matches(text, pattern) -%}
    {{ return(adapter.dispatch('matches')(text, pattern)) }}
{%- endmacro %}

{% macro default__matches(text, pattern) -%}
    regexp_matches({{ text }}, {{ literal(pattern) }})
{%- endmacro %}

{% macro spark__matches(text, pattern) -%}
    regexp_like({{ text }}, {{ _java_pattern(pattern) }})
{%- endmacro %}

{# A text with something else wherever a pattern is found; \1 is what its first group found. #}
{% macro replaced(text, pattern, replacement) -%}
    {{ return(adapter.dispatch('replaced')(text, pattern, replacement)) }}
{%- endmacro %}

{% macro default__replaced(text, pattern, replacement) -%}
    regexp_replace({{ text }}, {{ literal(pattern) }}, {{ literal(replacement) }}, 'g')
{%- endmacro %}

{% macro spark__replaced(text, pattern, replacement) -%}
    regexp_replace({{ text }}, {{ _java_pattern(pattern) }}, {{ literal(replacement | replace("\\", "$")) }})
{%- endmacro %}

{# What a group of a pattern finds in a text, 0 for the whole of it; empty where nothing is found. #}
{% macro extracted(text, pattern, group) -%}
    {{ return(adapter.dispatch('extracted')(text, pattern, group)) }}
{%- endmacro %}

{% macro default__extracted(text, pattern, group) -%}
    regexp_extract({{ text }}, {{ literal(pattern) }}, {{ group }})
{%- endmacro %}

{% macro spark__extracted(text, pattern, group) -%}
    regexp_extract({{ text }}, {{ _java_pattern(pattern) }}, {{ group }})
{%- endmacro %}

{# Java's $ is also found before a line end that ends the text, it names scripts by Is, and its case is ASCII's. #}
{% macro _java_pattern(pattern) -%}
    {{ literal(pattern | replace("$", "\\z") | replace("\\p{Han}", "\\p{IsHan}") | replace("(?i", "(?iu")) }}
{%- endmacro %}

{# Whether a text has none but ASCII signs: as many bytes as characters. #}
{% macro is_ascii(text) -%} {{ return(adapter.dispatch('is_ascii')(text)) }} {%- endmacro %}

{% macro default__is_ascii(text) -%} length({{ text }}) = strlen({{ text }}) {%- endmacro %}

{% macro spark__is_ascii(text) -%} length({{ text }}) = octet_length({{ text }}) {%- endmacro %}
