{#
  Values are read from words and keys that a step before has made of the texts, as columns: none is made twice.
  Why one has no value: as of a time, but nothing that is read is impossible.
#}
{% macro value_fault(word, value) -%}
    case
        when {{ value }} is not null or {{ word }} is null then null
        when {{ is_unknown(word) }} then 'unknown'
        else 'unreadable'
    end
{%- endmacro %}

{#
  是/否, Y/N, 1/0, true/false as boolean; null when empty or unreadable. Patterns and not lists: DuckDB
  makes a join of a longer list, and computes a joined column even where nobody reads it.
#}
{% macro yes_no(word) -%}
    case
        when {{ word }} = '否' then false
        when {{ word }} = '是' then true
        when {{ matches_whole(word, "y|yes|1|true") }} then true
        when {{ matches_whole(word, "n|no|0|false") }} then false
    end
{%- endmacro %}

{# 是否解决: a yes or no, or in words; null when empty or unreadable. #}
{% macro solved(word) -%}
    case
        when {{ matches_whole(word, "已?解决|基本解决") }} then true
        when {{ matches_whole(word, "(未|没有|尚未|没)解决") }} then false
        else {{ yes_no(word) }}
    end
{%- endmacro %}

{# 是否有效: a yes or no, or in words; null when empty or unreadable. #}
{% macro valid(word) -%}
    case
        when {{ word }} = '有效' then true
        when {{ word }} = '无效' then false
        else {{ yes_no(word) }}
    end
{%- endmacro %}

{# What tells whether two texts are equal and nothing else about them, to those without the key. #}
{% macro keyed_hash(hash_key, text) -%}
    {{ return(adapter.dispatch('keyed_hash')(hash_key, text)) }}
{%- endmacro %}

{% macro default__keyed_hash(hash_key, text) -%} sha256({{ hash_key }} || {{ text }}) {%- endmacro %}

{% macro spark__keyed_hash(hash_key, text) -%} sha2({{ hash_key }} || {{ text }}, 256) {%- endmacro %}

{# A count such as 2, ２, 2.0 or 2次; null when empty or unreadable. #}
{% macro parse_count(key) -%}
    try_cast(nullif({{ extracted(key, "^([0-9]{1,9})(?:[.]0*)?次?$", 1) }}, '') as bigint)
{%- endmacro %}

{# The times of a ticket that follow its receipt: read alike, and none of them refuses the row. #}
{% macro ticket_times() -%}
    {{ return(['dispatched_at', 'signed_at', 'finished_at', 'visited_at']) }}
{%- endmacro %}

{# Its limits: times as well, but a date alone ends with its day. #}
{% macro ticket_limits() -%}
    {{ return(['sign_due_at', 'finish_due_at', 'extended_due_at']) }}
{%- endmacro %}
