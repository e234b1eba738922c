{#
  Each row with the district that it belongs to: the configured one that it names, the default where it
  names none, and other:<its word> where it names one that is not configured. Where one district is all
  that is configured, every row is its, and another word is but a flag.
#}
{% macro with_district(relation) -%}
    select
        placed.*,
        case
            when configured.how_many = 1 or placed.district_word is null then configured.default_code
            else coalesce(known.meaning, 'other:' || placed.district_word)
        end as district,
        placed.district_word is not null and known.meaning is null as has_unknown_district
    from {{ relation }} as placed
    cross join (
        select count(*) as how_many, max(case when is_default then code end) as default_code
        from {{ ref('districts') }}
    ) as configured
    left join {{ ref('int_words') }} as known
        on known.list_name = 'district' and placed.district_word = known.word
{%- endmacro %}

{# Whether a row is one that a period of the plan takes: those of its district, all rows for the city. #}
{% macro is_taken_by(periods, rows) -%}
    ({{ periods }}.district is null or {{ periods }}.district = {{ rows }}.district)
{%- endmacro %}

{# A unit off the roster: known by its district, unless that is the default, and its word; words have no blank. #}
{% macro off_roster_unit_id(district, word) -%}
    'other:' || case
        when {{ district }} = {{ default_district() }} then ''
        else {{ district }} || ' '
    end || {{ word }}
{%- endmacro %}

{# The code of the district that a row without one belongs to. #}
{% macro default_district() -%}
    (select max(code) from {{ ref('districts') }} where is_default)
{%- endmacro %}
