{#
  The steps by which a staging model reads its time columns: `formed` has beside each its form, `ordered` that with the
  year first, `timed` the time that it says, which may be none that can be. They are columns, so that none is computed
  twice.
#}
{% macro time_steps(columns) -%}
formed as (

    select
        source.*,
        compatibility.compatibility_forms
        {%- for column in columns %},
        {{ time_form(column) }} as {{ column }}_form
        {%- endfor %}
    from source
    cross join {{ source('lake', 'compatibility') }} as compatibility

),

ordered as (

    select
        *
        {%- for column in columns %},
        {{ year_first(column ~ '_form') }} as {{ column }}_year_first
        {%- endfor %}
    from formed

),

timed as (

    select
        *
        {%- for column in columns %},
        {{ read_time(column ~ '_form', column ~ '_year_first') }} as {{ column }}_time
        {%- endfor %}
    from ordered

)
{%- endmacro %}

{# A time column of `timed`, and why it has no value. #}
{% macro time_column(column) -%}
    {{ possible_time(column ~ '_time') }} as {{ column }},
    {{ time_fault(column ~ '_form', column ~ '_time', possible_time(column ~ '_time')) }} as {{ column }}_fault
{%- endmacro %}

{# The same of a limit, which ends with its day where it is a date alone. #}
{% macro limit_column(column) -%}
    case
        when {{ possible_time(column ~ '_time') }} is not null
            then {{ end_of_limit(column ~ '_form', column ~ '_time') }}
    end as {{ column }},
    {{ time_fault(column ~ '_form', column ~ '_time', possible_time(column ~ '_time')) }} as {{ column }}_fault
{%- endmacro %}

{# The same of a day that may lie long ago. #}
{% macro date_column(column) -%}
    {{ possible_date(column ~ '_time') }} as {{ column }},
    {{ time_fault(column ~ '_form', column ~ '_time', possible_date(column ~ '_time')) }} as {{ column }}_fault
{%- endmacro %}

{# Why a time that must be there is not: `empty`, or its fault; null where it is there. #}
{% macro fault_of_required(column) -%}
    case when {{ column }} is null then coalesce({{ column }}_fault, 'empty') end
{%- endmacro %}

{#
  A step with the words of `typed` beside them as far as they are known: an error cell counts as an empty one; and
  whether one stands in a column that is not read.
#}
{% macro known_step(words, unread=[]) -%}
known as (

    select
        *
        {%- for word in words %},
        case when not {{ is_unknown(word) }} then {{ word }} end as {{ word }}_known
        {%- endfor %}
        {%- if unread %},
        {% for column in unread -%}
        coalesce({{ is_unknown(column ~ '_doubtful') }}, false){{ ' or ' if not loop.last }}
        {%- endfor %} as has_unknown_unread
        {%- endif %}
    from typed

)
{%- endmacro %}

{#
  What may be an error cell in columns of which nothing else is read, such as those of names. What cannot be one
  is told by a sign that it lacks: texts are long, and nearly none is one.
#}
{% macro doubtful(unread) -%}
    {% for column in unread -%}
    case
        when length({{ column }}) < 40
            and ({% for sign in ['#', '＃', ':', '：'] %}contains({{ column }}, '{{ sign }}'){{ ' or ' if not loop.last }}{% endfor %})
            then {{ key_text(column) }}
    end as {{ column }}_doubtful
    {{- ',' if not loop.last }}
    {% endfor %}
{%- endmacro %}

{#
  What a row of `known` is flagged for by its values: by the faults of its columns, where they do not refuse it,
  and by words that are not known. Null for nearly every row.
#}
{% macro value_flags(times=[], yes_no=[], counts=[], words=[]) -%}
    {%- set columns = times + yes_no + counts -%}
    nullif(concat_ws(
        ',',
        {% if times %}{{ _flag_of(times, 'unreadable', 'unreadable_time') }},
        {{ _flag_of(times, 'impossible', 'impossible_time') }},{% endif %}
        {% if yes_no %}{{ _flag_of(yes_no, 'unreadable', 'unreadable_yes_no') }},{% endif %}
        {% if counts %}{{ _flag_of(counts, 'unreadable', 'unreadable_count') }},{% endif %}
        case
            when has_unknown_unread or {% for column in columns %}{{ column }}_fault = 'unknown' or {% endfor %}
                {% for word in words -%}
                ({{ word }}_known is null and {{ word }} is not null){{ ' or ' if not loop.last }}
                {%- endfor %}
                then 'unknown_value'
        end
    ), '')
{%- endmacro %}

{% macro _flag_of(columns, fault, flag) -%}
    case
        when {% for column in columns %}{{ column }}_fault = '{{ fault }}'{{ ' or ' if not loop.last }}{% endfor %}
            then '{{ flag }}'
    end
{%- endmacro %}

{#
  Branches of a `case` that say why a row cannot be counted by a column. An error cell, or a formula whose
  outcome was not stored, is not known: nobody can say how the row counts.
#}
{% macro refused_for_key(column, name) -%}
    when {{ column }} is null then '缺少{{ name }}'
            {{ refused_for_word(column, name) }}
            when {{ is_shortened(column) }} then '{{ name }}成了科学记数，位数不全'
{%- endmacro %}

{% macro refused_for_time(column, name) -%}
    when {{ column }}_fault = 'empty' then '缺少{{ name }}'
            when {{ column }}_fault = 'unknown' then '{{ name }}为错误值或未算出的公式'
            when {{ column }}_fault = 'impossible' then '{{ name }}是占位时间，或不在2000年至2100年之间'
            when {{ column }} is null then '{{ name }}无法识别'
{%- endmacro %}

{% macro refused_for_word(column, name) -%}
    when {{ is_unknown(column) }} then '{{ name }}为错误值或未算出的公式'
{%- endmacro %}
