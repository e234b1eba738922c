{# Why a column that is read has no value: as of a time, but nothing that is read is impossible. #}
{% macro value_fault(text, value) -%}
    case
        when {{ value }} is not null or {{ text }} is null then null
        when {{ is_unknown(key_text(text)) }} then 'unknown'
        when {{ written(text) }} is not null then 'unreadable'
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

{# 是否有效: a yes or no, or in words; null when empty or unreadable. #}
{% macro valid(text) -%}
    case
        when {{ matches_whole(match_text(text), "有效") }} then true
        when {{ matches_whole(match_text(text), "无效") }} then false
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
    {{ return(['dispatched_at', 'signed_at', 'finished_at', 'visited_at']) }}
{%- endmacro %}

{# Its limits: times as well, but a date alone ends with its day. #}
{% macro ticket_limits() -%}
    {{ return(['sign_due_at', 'finish_due_at', 'extended_due_at']) }}
{%- endmacro %}
