{#
  What became of each landed row. A row with a reason against it is refused; of the others, the newest
  export's row of each key is accepted and the earlier ones are superseded. Newest: the export's time
  (a file without one is older than all), then file path, sheet and row.
#}
{% macro with_fate(relation, key) -%}
    select
        *,
        case
            when refusal is not null then 'refused'
            when row_number() over (
                partition by {{ key }}, refusal is not null
                order by export_time desc nulls last, file desc, sheet_number desc, row_number desc
            ) = 1 then 'accepted'
            else 'superseded'
        end as fate
    from {{ relation }}
{%- endmacro %}

{# Where each landed row stood: the columns that every staging model of an export carries. #}
{% macro provenance() -%}
    _content as content,
    _sheet as sheet,
    _sheet_number as sheet_number,
    coalesce(_row, _first_row + file_row_number) as row_number,
    _extra is not null as has_surplus_fields
{%- endmacro %}
