{#
  A time in any form that the exports use, as local civil time to the second; null when unreadable.
  Forms: 2023-04-01 09:30:00, 2023-04-01T09:30:00+08:00, 2023/4/1 9:30, 2023年4月1日 9时30分, a date
  alone (00:00), 20230401, and an Excel serial number (days since 1899-12-30, 1927 to 2173).
#}
{% macro parse_time(text) -%}
    {%- set folded = "trim(regexp_replace(" ~ half_width(text) ~ ", '[" ~ blank_class() ~ "]+', ' ', 'g'))" -%}
    {%- set form = "^([0-9]{4}) ?[-/.年] ?([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2})日?(?:[T ]*([0-9]{1,2}) ?(?::|时|点) ?(?:([0-9]{1,2}) ?(?::|分)? ?(?:([0-9]{1,2})(?:[.,][0-9]+)? ?秒?)?)?)? ?(Z|[+-][0-9]{2}:?[0-9]{2})?$" -%}
    {%- set compact = "^([0-9]{4})([0-9]{2})([0-9]{2})(?:T?([0-9]{2})([0-9]{2})([0-9]{2}))?$" -%}
    case
        when regexp_full_match({{ text }}, '[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}')
            then try_cast({{ text }} as timestamp)
        when {{ text }} is null then null
        when regexp_full_match({{ folded }}, '[0-9]{5}(\.[0-9]+)?')
            then timestamp '1899-12-30 00:00:00'
                + to_seconds(cast(round(cast({{ folded }} as double) * 86400) as bigint))
        when regexp_matches({{ folded }}, '{{ compact }}')
            then {{ _time_from_parts(folded, compact, false) }}
        else {{ _time_from_parts(folded, form, true) }}
    end
{%- endmacro %}

{% macro _part(text, pattern, number) -%} regexp_extract({{ text }}, '{{ pattern }}', {{ number }}) {%- endmacro %}

{# Put the parts that a pattern finds back together; an offset other than +08:00 is moved to local time. #}
{% macro _time_from_parts(text, pattern, has_offset) -%}
    {%- set offset = _part(text, pattern, 7) -%}
    try_cast(
        nullif({{ _part(text, pattern, 1) }}, '')
        || '-' || lpad({{ _part(text, pattern, 2) }}, 2, '0')
        || '-' || lpad({{ _part(text, pattern, 3) }}, 2, '0')
        || ' ' || lpad({{ _part(text, pattern, 4) }}, 2, '0')
        || ':' || lpad({{ _part(text, pattern, 5) }}, 2, '0')
        || ':' || lpad({{ _part(text, pattern, 6) }}, 2, '0') as timestamp
    )
    {%- if has_offset %}
    + to_minutes(case
        when {{ offset }} in ('', '+08:00', '+0800') then 0
        when {{ offset }} = 'Z' then 480
        else 480 - (try_cast(substr({{ offset }}, 2, 2) as bigint) * 60 + try_cast(right({{ offset }}, 2) as bigint))
            * case when {{ offset }} like '-%' then -1 else 1 end
    end)
    {%- endif %}
{%- endmacro %}

{# 是/否, Y/N, 1/0, true/false as boolean; null when empty or unreadable. #}
{% macro yes_no(text) -%}
    case
        when {{ match_text(text) }} in ('是', 'y', 'yes', '1', 'true') then true
        when {{ match_text(text) }} in ('否', 'n', 'no', '0', 'false') then false
    end
{%- endmacro %}

{# A count such as 2, ２, 2.0 or 2次; null when empty or unreadable. #}
{% macro parse_count(text) -%}
    try_cast(nullif(regexp_extract({{ key_text(text) }}, '^([0-9]{1,9})(?:\.0*)?次?$', 1), '') as bigint)
{%- endmacro %}

{# True where any of the columns holds something that is not a time. #}
{% macro unreadable_times(columns) -%}
    (
    {%- for column in columns %}
        ({{ written(column) }} is not null and {{ parse_time(column) }} is null){{ ' or' if not loop.last }}
    {%- endfor %}
    )
{%- endmacro %}

{# True where any of the columns holds something that is neither yes nor no. #}
{% macro unreadable_yes_no(columns) -%}
    (
    {%- for column in columns %}
        ({{ written(column) }} is not null and {{ yes_no(column) }} is null){{ ' or' if not loop.last }}
    {%- endfor %}
    )
{%- endmacro %}
