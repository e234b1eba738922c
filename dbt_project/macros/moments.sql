{# Whole seconds from one moment to another. #}
{% macro seconds_between(first, last) -%}
    {{ return(adapter.dispatch('seconds_between')(first, last)) }}
{%- endmacro %}

{% macro default__seconds_between(first, last) -%}
    date_diff('second', {{ first }}, {{ last }})
{%- endmacro %}

{# DuckDB counts the seconds that begin in between, Spark those that have run: alike on whole ones. #}
{% macro spark__seconds_between(first, last) -%}
    timestampdiff(second, date_trunc('second', {{ first }}), date_trunc('second', {{ last }}))
{%- endmacro %}

{# Whole minutes from one moment to another. #}
{% macro minutes_between(start, finish) -%}
    {{ whole_quotient(seconds_between(start, finish), 60) }}
{%- endmacro %}

{# The moment so many seconds after another, or after the first moment of a day. #}
{% macro seconds_after(moment, seconds) -%}
    {{ return(adapter.dispatch('seconds_after')(moment, seconds)) }}
{%- endmacro %}

{% macro default__seconds_after(moment, seconds) -%}
    cast({{ moment }} as timestamp) + to_seconds({{ seconds }})
{%- endmacro %}

{% macro spark__seconds_after(moment, seconds) -%}
    timestampadd(second, {{ seconds }}, cast({{ moment }} as timestamp))
{%- endmacro %}

{# A moment, or the first one of a day, so many days later. #}
{% macro days_after(moment, days) -%} {{ return(adapter.dispatch('days_after')(moment, days)) }} {%- endmacro %}

{% macro default__days_after(moment, days) -%}
    {{ moment }} + to_days(cast({{ days }} as integer))
{%- endmacro %}

{% macro spark__days_after(moment, days) -%}
    timestampadd(day, {{ days }}, cast({{ moment }} as timestamp))
{%- endmacro %}

{# The first moment of the week that a moment is in; weeks begin on Mondays. #}
{% macro monday_of(moment) -%}
    cast(date_trunc('week', {{ moment }}) as timestamp)
{%- endmacro %}

{# A moment so many months later; of a day that its month does not have, the last that it has. #}
{% macro months_after(moment, months) -%}
    {{ return(adapter.dispatch('months_after')(moment, months)) }}
{%- endmacro %}

{% macro default__months_after(moment, months) -%}
    {{ moment }} + to_months(cast({{ months }} as integer))
{%- endmacro %}

{% macro spark__months_after(moment, months) -%}
    timestampadd(month, {{ months }}, {{ moment }})
{%- endmacro %}

{# 2023-4-1, 2023-04-01 9:30 or 2023-04-01 09:30:00 as a moment; null when there is no such time. #}
{% macro moment_of(text) -%} {{ return(adapter.dispatch('moment_of')(text)) }} {%- endmacro %}

{% macro default__moment_of(text) -%} try_cast({{ text }} as timestamp) {%- endmacro %}

{# Spark does not know the end of a day as 24:00. #}
{% macro spark__moment_of(text) -%}
    timestampadd(
        day,
        case when {{ matches(text, " 24:00?(:00?)?$") }} then 1 else 0 end,
        try_cast({{ replaced(text, " 24:00?(:00?)?$", "") }} as timestamp)
    )
{%- endmacro %}

{# A time of day such as 08:30, 8:30 or 24:00 in seconds since midnight; null when unreadable. #}
{% macro clock_seconds(text) -%}
    (
        try_cast(split_part({{ text }}, ':', 1) as bigint) * 3600
        + try_cast(split_part({{ text }}, ':', 2) as bigint) * 60
    )
{%- endmacro %}
