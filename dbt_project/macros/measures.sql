{#
  The yes/no columns of each counted mart: what the catalogue may name as a numerator or a denominator.
  Each is a rule of counting, written once, in the model that judges the rows.
#}
{% macro measures_of(mart) -%}
    {{ return({
        'counted_tickets': [
            'is_ticket', 'is_direct', 'is_caller_known', 'is_repeated', 'is_valid', 'is_invalid',
            'is_ticket_finished', 'is_work_order', 'is_signed', 'is_signed_in_time', 'is_sign_due',
            'is_sign_overdue', 'is_finished', 'is_finished_in_time', 'is_finished_with_limit',
            'is_finished_early', 'is_finish_due', 'is_finish_overdue', 'is_open', 'is_extended',
            'is_returned', 'is_returned_often', 'is_visited', 'is_rated', 'is_satisfied',
            'is_unsatisfied', 'is_solved_known', 'is_solved', 'is_reply_judged', 'is_reply_empty',
            'is_reply_short', 'is_reply_boilerplate'
        ],
        'counted_carried_over': ['is_carried_over'],
        'counted_cases': [
            'is_case', 'is_finished', 'is_counted_for_unit', 'is_cross_province', 'is_cross_region', 'is_zero_material',
            'is_tolerant', 'is_commitment', 'is_one_license'
        ],
        'counted_licenses': ['is_license', 'is_first_of_unit', 'is_first_of_type'],
        'counted_evaluations': [
            'is_evaluation', 'is_of_township', 'is_of_others', 'is_satisfied', 'is_negative', 'is_rectified',
            'is_rectified_in_time'
        ]
    }[mart]) }}
{%- endmacro %}

{#
  Measures of what an export need not say, each with those that show that it does: where no row of a period meets one
  of these, nothing is known of the period, and a nought would say more than that.
#}
{% macro known_by(mart) -%}
    {{ return({
        'counted_tickets': {
            'is_valid': ['is_valid', 'is_invalid'],
            'is_invalid': ['is_valid', 'is_invalid'],
            'is_caller_known': ['is_caller_known'],
            'is_repeated': ['is_caller_known'],
            'is_solved_known': ['is_solved_known'],
            'is_solved': ['is_solved_known'],
            'is_reply_judged': ['is_reply_judged'],
            'is_reply_empty': ['is_reply_judged'],
            'is_reply_short': ['is_reply_judged'],
            'is_reply_boilerplate': ['is_reply_judged']
        }
    }.get(mart, {})) }}
{%- endmacro %}

{# The columns of a counted mart that are added up: what the catalogue may name above a mean. #}
{% macro sums_of(mart) -%}
    {{ return({'counted_tickets': ['handling_minutes']}.get(mart, [])) }}
{%- endmacro %}

{# The dimensions that an indicator of a counted mart may be one member of; its figures have the others. #}
{% macro filters_of(mart) -%}
    {{ return({'counted_tickets': ['type'], 'counted_cases': ['channel']}.get(mart, [])) }}
{%- endmacro %}

{# Pairs of the dimension that figures are filtered by (all: by none) and the one that they are broken down by. #}
{% macro broken_down(mart) -%}
    {%- set pairs = [] -%}
    {%- for filter_dimension in ['all'] + filters_of(mart) -%}
        {%- for dimension in ['all', 'group'] + (dimensions_of(mart) | list) -%}
            {%- if dimension == 'all' or dimension != filter_dimension -%}
                {%- do pairs.append((filter_dimension, dimension)) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(pairs) }}
{%- endmacro %}

{# The export whose rows a counted mart holds. #}
{% macro export_of(mart) -%}
    {{ return({'counted_carried_over': 'tickets'}.get(mart, mart | replace('counted_', ''))) }}
{%- endmacro %}

{# What the rows of a counted mart are broken down by, each with the column that holds the member. #}
{% macro dimensions_of(mart) -%}
    {{ return({
        'counted_tickets': {
            'unit': 'unit_id', 'type': 'type_code', 'channel': 'channel', 'topic_1': 'topic_1',
            'topic': 'topic', 'topic_3': 'topic_3'
        },
        'counted_carried_over': {
            'unit': 'unit_id', 'type': 'type_code', 'channel': 'channel', 'topic_1': 'topic_1',
            'topic': 'topic', 'topic_3': 'topic_3'
        },
        'counted_cases': {'unit': 'unit_id', 'channel': 'channel_code'},
        'counted_licenses': {'unit': 'unit_id', 'type': 'license_type'},
        'counted_evaluations': {'unit': 'unit_id', 'channel': 'channel'}
    }[mart]) }}
{%- endmacro %}

{# What identifies a row of a counted mart within its period. #}
{% macro key_of(mart) -%}
    {{ return({
        'counted_tickets': 'ticket_id', 'counted_carried_over': 'ticket_id', 'counted_cases': 'case_id',
        'counted_licenses': 'license_id', 'counted_evaluations': 'evaluation_id'
    }[mart]) }}
{%- endmacro %}

{% macro counted_marts() -%}
    {{ return([
        'counted_tickets', 'counted_carried_over', 'counted_cases', 'counted_licenses', 'counted_evaluations'
    ]) }}
{%- endmacro %}

{# A number that a district may set (seeds/thresholds.csv). #}
{% macro threshold(name) -%}
    (select cast(value as bigint) from {{ ref('thresholds') }} where name = '{{ name }}')
{%- endmacro %}

{# What a case may have whatever its channel, with its name in 附件2; one may have several. #}
{% macro case_flags() -%}
    {{ return({
        'cross_province': '跨省通办', 'cross_region': '区内通办', 'zero_material': '零材料', 'tolerant': '容缺受理',
        'commitment': '告知承诺', 'one_license': '一证通办'
    }) }}
{%- endmacro %}
