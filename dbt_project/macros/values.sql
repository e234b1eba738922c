{#
  A time in any form that the exports use, as local civil time to the second; null when unreadable.
  Forms: 2023-04-01 09:30:00, 2023-04-01T09:30:00+08:00, 2023/4/1 9:30, 2023年4月1日 9时30分, a date
  alone (00:00), 20230401, and an Excel serial number (days since 1899-12-30, 1927 to 2173).
  The plainest form is tried first: it is what most rows hold, and needs no pattern taken apart.
#}
{% macro parse_time(text) -%}
    {%- set folded = "trim(" ~ replaced(half_width(text), "[" ~ blank_class() ~ "]+", " ") ~ ")" -%}
    {%- set day = "^([0-9]{4}) ?[-/.年] ?([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2}) ?日?" -%}
    {%- set seconds = "(?:[:分] ?(?:([0-9]{1,2})(?:[.,][0-9]+)? ?秒?)?)?" -%}
    {%- set clock = "[T ]*([0-9]{1,2}) ?[:时点] ?([0-9]{1,2}) ?" ~ seconds -%}
    {%- set offset = "(?:Z|[+-][0-9]{2}:?[0-9]{2})" -%}
    {%- set compact = "^([0-9]{4})([0-9]{2})([0-9]{2})T?(?:([0-9]{2})([0-9]{2})([0-9]{2}))?$" -%}
    case
        when {{ text }} is null then null
        when {{ matches_whole(text, "[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}") }}
            then {{ moment_of(text) }}
        when {{ matches_whole(folded, "[0-9]{5}([.][0-9]+)?") }}
            then {{ seconds_after(
                "timestamp '1899-12-30 00:00:00'",
                "cast(round(cast(" ~ folded ~ " as double) * 86400) as bigint)"
            ) }}
        when {{ matches(folded, day ~ clock ~ "$") }}
            then {{ _clock_time(folded, day ~ clock ~ "$") }}
        when {{ matches(folded, day ~ "$") }}
            then {{ moment_of(replaced(folded, day ~ "$", "\\1-\\2-\\3")) }}
        when {{ matches(folded, day ~ clock ~ " ?" ~ offset ~ "$") }}
            then {{ seconds_after(
                _clock_time(folded, day ~ clock ~ " ?" ~ offset ~ "$"),
                _seconds_to_local(extracted(folded, offset ~ "$", 0))
            ) }}
        when {{ matches(folded, compact) }}
            then {{ _clock_time(folded, compact) }}
    end
{%- endmacro %}

{# Year, month, day and, where there are any, hour, minute and second: put into the plainest form. #}
{% macro _clock_time(text, pattern) -%}
    {{ moment_of("trim(trailing ': ' from " ~ replaced(text, pattern, "\\1-\\2-\\3 \\4:\\5:\\6") ~ ")") }}
{%- endmacro %}

{# How many seconds an offset (Z, +0800, -05:00) lies from local time, which is +08:00. #}
{% macro _seconds_to_local(offset) -%}
    60 * case
        when {{ offset }} = 'Z' then 480
        else 480 - (
            try_cast(substr({{ offset }}, 2, 2) as bigint) * 60 + try_cast(right({{ offset }}, 2) as bigint)
        ) * case when {{ offset }} like '-%' then -1 else 1 end
    end
{%- endmacro %}

{# True where a column holds something that its parsed value could not take in. #}
{% macro is_unreadable(text, value) -%}
    case
        when {{ value }} is not null or {{ text }} is null then false
        else {{ written(text) }} is not null
    end
{%- endmacro %}

{#
  是/否, Y/N, 1/0, true/false as boolean; null when empty or unreadable. Patterns and not lists: DuckDB
  makes a join of a longer list, and computes a joined column even where nobody reads it.
#}
{% macro yes_no(text) -%}
    case
        when {{ text }} = '否' then false
        when {{ text }} = '是' then true
        when {{ matches_whole(match_text(text), "是|y|yes|1|true") }} then true
        when {{ matches_whole(match_text(text), "否|n|no|0|false") }} then false
    end
{%- endmacro %}

{# 是否解决: a yes or no, or in words; null when empty or unreadable. #}
{% macro solved(text) -%}
    case
        when {{ matches_whole(match_text(text), "已?解决|基本解决") }} then true
        when {{ matches_whole(match_text(text), "(未|没有|尚未|没)解决") }} then false
        else {{ yes_no(text) }}
    end
{%- endmacro %}

{# What tells whether two texts are equal and nothing else about them, to those without the key. #}
{% macro keyed_hash(hash_key, text) -%}
    {{ return(adapter.dispatch('keyed_hash')(hash_key, text)) }}
{%- endmacro %}

{% macro default__keyed_hash(hash_key, text) -%} sha256({{ hash_key }} || {{ text }}) {%- endmacro %}

{% macro spark__keyed_hash(hash_key, text) -%} sha2({{ hash_key }} || {{ text }}, 256) {%- endmacro %}

{# A count such as 2, ２, 2.0 or 2次; null when empty or unreadable. #}
{% macro parse_count(text) -%}
    try_cast(nullif({{ extracted(key_text(text), "^([0-9]{1,9})(?:[.]0*)?次?$", 1) }}, '') as bigint)
{%- endmacro %}

{# The times of a ticket that follow its receipt: read alike, and none of them refuses the row. #}
{% macro ticket_times() -%}
    {{ return([
        'dispatched_at', 'sign_due_at', 'signed_at', 'finish_due_at', 'finished_at', 'extended_due_at',
        'visited_at'
    ]) }}
{%- endmacro %}
