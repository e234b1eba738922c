{#
  Times in any form that the exports use, as local civil time to the second: 2023-04-01 09:30:00,
  2023-04-01T09:30:00+08:00, 2023/4/1 9:30, 2023年4月1日 9时30分, 2023/4/1 下午3:20:00, 4/13/2023, a date alone
  (00:00), 20230401, and an Excel serial number (days since 1899-12-30).

  They are read in steps, each a column of its own, so that no step is computed twice: `time_form` takes a
  text out of its blanks and wrappers, `year_first` puts 4/13/2023 in order, `read_time` reads it, `possible_time`
  leaves out what can be no time.
#}

{# The text of a time column, ready to be read; the plain forms, which most rows have, are looked for first. #}
{% macro time_form(text) -%}
    case
        when {{ _is_plainest_time(text) }} or {{ _is_plain_time(text) }} then {{ text }}
        else {{ _time_form(text) }}
    end
{%- endmacro %}

{# The signs of a pattern of `like` may be of full width. #}
{% macro _is_plainest_time(text) -%}
    ({{ text }} like '____-__-__ __:__:__' and {{ is_ascii(text) }})
{%- endmacro %}

{% macro _is_plain_time(text) -%}
    {{ matches_whole(
        text, "[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}(?: [0-9]{1,2}:[0-9]{1,2}(?::[0-9]{1,2})?)?"
    ) }}
{%- endmacro %}

{% macro _time_form(text) -%}
    {%- set bare = replaced(compatibility_form(text), "[='\"`“”‘’]+", "") -%}
    trim({{ replaced(bare, "[" ~ blank_class() ~ "]+", " ") }})
{%- endmacro %}

{# What a time's form says; null where it says no time, or could be read as two. Its second form is `year_first`. #}
{% macro read_time(form, year_first) -%}
    {%- set day = "^([0-9]{4}) ?[-/.年] ?([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2}) ?日?" -%}
    {%- set clock = "([0-9]{1,2}) ?[:时点] ?([0-9]{1,2}) ?(?:[:分] ?(?:([0-9]{1,2})(?:[.,][0-9]+)? ?秒?)?)?" -%}
    {%- set digits = "^([0-9]{4})([0-9]{2})([0-9]{2})"
        ~ "(?:[T ]*([0-9]{2}):?([0-9]{2})(?::?([0-9]{2}))?)?(?:[.]0+)?$" -%}
    {%- set half = "(上午|下午|[AaPp][.]?[Mm][.]?)?" -%}
    {%- set offset = "(Z|[+-][0-9]{2}:?[0-9]{2})?" -%}
    {%- set marked = day ~ "[T ]*" ~ half ~ " ?" ~ clock ~ " ?" ~ half ~ " ?" ~ offset ~ "$" -%}
    case
        when {{ _is_plainest_time(form) }} then {{ moment_of(form) }}
        when {{ _is_plain_time(form) }} then {{ moment_of("replace(" ~ form ~ ", '/', '-')") }}
        -- no time is shorter than the five digits of a serial number
        when length({{ form }}) < 5 then null
        when {{ matches(form, day ~ "[T ]*" ~ clock ~ "$") }}
            then {{ _clock_time(form, day ~ "[T ]*" ~ clock ~ "$") }}
        when {{ matches(form, day ~ "$") }}
            then {{ moment_of(replaced(form, day ~ "$", "\\1-\\2-\\3")) }}
        when {{ matches_whole(form, "[0-9]{5}([.][0-9]+)?") }}
            then {{ seconds_after(
                "timestamp '1899-12-30 00:00:00'",
                _seconds_of_serial(form)
            ) }}
        when {{ matches(form, digits) }}
            then {{ _clock_time(form, digits) }}
        when {{ matches(year_first, day ~ "$") }}
            then {{ moment_of(replaced(year_first, day ~ "$", "\\1-\\2-\\3")) }}
        when {{ matches(year_first, marked) }}
            then {{ _marked_time(year_first, marked) }}
    end
{%- endmacro %}

{# A serial of few digits says no parts of a second; of others these are dropped, as of a text, two thousandths spared. #}
{% macro _seconds_of_serial(form) -%}
    {%- set milliseconds = "cast(round(cast(" ~ form ~ " as double) * 86400000) as bigint) + 2" -%}
    case
        when length({{ form }}) <= 13 then cast(round(cast({{ form }} as double) * 86400) as bigint)
        else {{ whole_quotient(milliseconds, 1000) }}
    end
{%- endmacro %}

{# Year, month, day and, where there are any, hour, minute and second: put into the plainest form. #}
{% macro _clock_time(text, pattern) -%}
    {{ moment_of("trim(trailing ': ' from " ~ replaced(text, pattern, "\\1-\\2-\\3 \\4:\\5:\\6") ~ ")") }}
{%- endmacro %}

{# A time with a half of the day, before the clock or after it, or with an offset from Greenwich. #}
{% macro _marked_time(text, pattern) -%}
    {%- set time = "trim(trailing ': ' from " ~ replaced(text, pattern, "\\1-\\2-\\3 \\5:\\6:\\7") ~ ")" -%}
    {{ seconds_after(
        moment_of(time),
        _seconds_of_half(replaced(text, pattern, "\\4\\8"), extracted(text, pattern, 5))
        ~ " + " ~ _seconds_to_local(extracted(text, pattern, 9))
    ) }}
{%- endmacro %}

{# How many seconds lie between an hour as it is written and the one that is meant; null for 上午15时. #}
{% macro _seconds_of_half(half, hour) -%}
    case
        when {{ half }} = '' then 0
        when {{ matches_whole(half, "下午|[Pp].*") }}
            then case when cast({{ hour }} as bigint) < 12 then 43200 when cast({{ hour }} as bigint) < 24 then 0 end
        when cast({{ hour }} as bigint) < 12 then 0
        when cast({{ hour }} as bigint) = 12 then -43200
    end
{%- endmacro %}

{# How many seconds an offset (Z, +0800, -05:00) lies from local time, which is +08:00; none where there is none. #}
{% macro _seconds_to_local(offset) -%}
    60 * case
        when {{ offset }} = '' then 0
        when {{ offset }} = 'Z' then 480
        else 480 - (
            try_cast(substr({{ offset }}, 2, 2) as bigint) * 60 + try_cast(right({{ offset }}, 2) as bigint)
        ) * case when {{ offset }} like '-%' then -1 else 1 end
    end
{%- endmacro %}

{#
  A form with the year first: day and month may lie before it, in either order where only one can be meant. Null for
  the plain forms, which nobody reads so.
#}
{% macro year_first(form) -%}
    {%- set apart = " ?[-/.] ?" -%}
    {%- set small, great = "(0?[1-9]|1[0-2])", "(1[3-9]|2[0-9]|3[01])" -%}
    {%- set year = apart ~ "([0-9]{4})" -%}
    case
        when {{ _is_plainest_time(form) }} or {{ _is_plain_time(form) }} then null
        when not {{ matches(form, "^[0-9]{1,2}" ~ apart ~ "[0-9]{1,2}" ~ year) }} then {{ form }}
        when {{ matches(form, "^" ~ great ~ apart ~ small ~ year) }}
            then {{ replaced(form, "^" ~ great ~ apart ~ small ~ year, "\\3-\\2-\\1") }}
        when {{ matches(form, "^" ~ small ~ apart ~ great ~ year) }}
            then {{ replaced(form, "^" ~ small ~ apart ~ great ~ year, "\\3-\\1-\\2") }}
        when try_cast({{ extracted(form, "^" ~ small ~ apart ~ small ~ year, 1) }} as integer)
            = try_cast({{ extracted(form, "^" ~ small ~ apart ~ small ~ year, 2) }} as integer)
            then {{ replaced(form, "^" ~ small ~ apart ~ small ~ year, "\\3-\\1-\\2") }}
    end
{%- endmacro %}

{# A limit ends with its day where its form is a date alone, or a serial number at midnight. #}
{% macro end_of_limit(form, time) -%}
    case
        when {{ form }} like '%:%' or {{ time }} <> date_trunc('day', {{ time }}) then {{ time }}
        when {{ matches(form, "[时点]|^[0-9]{8}[T ]*[0-9]{4}") }} then {{ time }}
        else {{ seconds_after(time, 86399) }}
    end
{%- endmacro %}

{# A time that can be one: placeholders all lie outside these years. #}
{% macro possible_time(time) -%}
    case
        when {{ time }} >= timestamp '2000-01-01 00:00:00' and {{ time }} < timestamp '2101-01-01 00:00:00'
            then {{ time }}
    end
{%- endmacro %}

{# A date that may lie long ago, and is no placeholder. #}
{% macro possible_date(time) -%}
    case
        when {{ time }} < timestamp '0001-01-02 00:00:00' or {{ time }} >= timestamp '9999-12-31 00:00:00' then null
        when cast({{ time }} as date) in (
            date '1753-01-01', date '1899-12-30', date '1899-12-31', date '1900-01-01'
        ) then null
        when {{ time }} in (timestamp '1970-01-01 00:00:00', timestamp '1970-01-01 08:00:00') then null
        else cast({{ time }} as date)
    end
{%- endmacro %}

{# Whether a form says a placeholder that is not even a day, or a serial number of one: 0000-00-00, 1900-01-00, 0, 1.5. #}
{% macro _is_no_day(form) -%}
    {{ matches(
        form, "^(?:0{4}[-/.年]?0{1,2}[-/.月]?0{1,2}|1900[-/.年]?0?1[-/.月]?00?)(?:日|[^0-9].*)?$|^[0-2]([.][0-9]*)?$"
    ) }}
{%- endmacro %}

{#
  Why a time column has no value: null where it has one or is empty, else `unknown` (an error cell), `impossible`
  (a placeholder, or outside the years that can be) or `unreadable`.
#}
{% macro time_fault(form, read, value) -%}
    case
        when {{ value }} is not null or {{ form }} is null then null
        when {{ read }} is not null or {{ _is_no_day(form) }} then 'impossible'
        when {{ is_unknown(form) }} then 'unknown'
        when {{ written(form) }} is not null then 'unreadable'
    end
{%- endmacro %}
