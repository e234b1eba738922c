{#
  Periods as people write them. A period is two numbers: its first month, counted from January of the
  year 0, and how many months it spans. What both engines read alike.
#}

{# The first month that the name of a month, quarter, half-year or year stands for; null for no name. #}
{% macro first_month_of(name) -%}
    12 * {{ _number_in(name, _year()) }} + case
        when {{ matches_whole(name, _year()) }} then 0
        when {{ matches_whole(name, _year() ~ "Q[1-4]") }} then 3 * ({{ _number_in(name, "Q([1-4])$") }} - 1)
        when {{ matches_whole(name, _year() ~ "H[12]") }} then 6 * ({{ _number_in(name, "H([12])$") }} - 1)
        when {{ matches_whole(name, _month()) }} then {{ _number_in(name, _month(), 2) }} - 1
    end
{%- endmacro %}

{# How many months such a name stands for; null for no name. #}
{% macro months_of(name) -%}
    case
        when {{ matches_whole(name, _year()) }} then 12
        when {{ matches_whole(name, _year() ~ "Q[1-4]") }} then 3
        when {{ matches_whole(name, _year() ~ "H[12]") }} then 6
        when {{ matches_whole(name, _month()) }} then 1
    end
{%- endmacro %}

{# The shortest name of a period, by which it is known everywhere. #}
{% macro period_key(first_month, months) -%}
    case
        when {{ months }} = 12 and {{ first_month }} % 12 = 0 then {{ _year_of(first_month) }}
        when {{ months }} = 6 and {{ first_month }} % 6 = 0
            then {{ _year_of(first_month) }} || 'H' || cast({{ whole_quotient(first_month ~ " % 12", 6) }} + 1 as string)
        when {{ months }} = 3 and {{ first_month }} % 3 = 0
            then {{ _year_of(first_month) }} || 'Q' || cast({{ whole_quotient(first_month ~ " % 12", 3) }} + 1 as string)
        when {{ months }} = 1 then {{ _month_name(first_month) }}
        else {{ _month_name(first_month) }} || '_' || {{ _month_name("(" ~ first_month ~ " + " ~ months ~ " - 1)") }}
    end
{%- endmacro %}

{% macro _year() -%} {{ return("([0-9]{4})") }} {%- endmacro %}

{# A month by its name, or by its first day as a date cell shows it. #}
{% macro _month() -%}
    {{ return("([0-9]{4})[-/.年](1[0-2]|0?[1-9])(?:月|[-/.月]0?1日?(?:T?0?0:00(?::00)?)?)?") }}
{%- endmacro %}

{% macro _number_in(name, pattern, group=1) -%}
    try_cast({{ extracted(name, pattern, group) }} as bigint)
{%- endmacro %}

{% macro _year_of(month) -%} cast({{ whole_quotient(month, 12) }} as string) {%- endmacro %}

{% macro _month_name(month) -%}
    {{ _year_of(month) }} || '-' || lpad(cast({{ month }} % 12 + 1 as string), 2, '0')
{%- endmacro %}
