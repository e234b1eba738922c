{# What a row says where its unit is required but empty: it is counted, and seen to be unnamed. #}
{% macro unnamed_unit() -%} 未注明 {%- endmacro %}

{# A roster unit's id; a unit off the roster is known by its normalised name and district; null for no unit. #}
{% macro unit_id(roster_id, word, district) -%}
    coalesce({{ roster_id }}, {{ off_roster_unit_id(district, word) }})
{%- endmacro %}

{# The group of units that the roster puts into none, and of those off the roster. #}
{% macro units_without_group() -%} 未分组 {%- endmacro %}
