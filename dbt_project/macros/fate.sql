{#
  What became of each landed row. A row with a reason against it is refused; of the others, the newest
  export's row of each key is accepted and the earlier ones are superseded. Newest: the export's time
  (a file without one is older than all), then file path, sheet and row.

  The block judges rows: it is given a relation (rows of an export, each with its file) and selects them
  with their `refusal`. `key` is what the export's own columns say, `within` what the block adds to it.
  Few keys come again, so only their rows are put in order: the block stands here twice, once for them.
#}
{% macro with_fate(export, staged, key, within=none) -%}
{%- set whole_key = key ~ (', ' ~ within if within else '') -%}
{%- set landed = rows_in_files(export, staged) -%}
with repeated as (

    select {{ key }}
    from {{ landed }} as landed
    group by {{ key }}
    having count(*) > 1

),

judged_again as (

    {{ caller('(select * from ' ~ landed ~ ' as landed where (' ~ key ~ ') in (select ' ~ key ~ ' from repeated))') }}

),

in_order as (

    select
        {{ whole_key }},
        file,
        sheet_number,
        row_number,
        row_number() over (
            partition by {{ whole_key }}
            order by export_time desc nulls last, file desc, sheet_number desc, row_number desc
        ) as place
    from judged_again
    where refusal is null

),

newest as (

    select * from in_order
    where place = 1

),

judged as (

    {{ caller(landed) }}

)

select
    judged.*,
    case
        when judged.refusal is not null then 'refused'
        when newest.place is null then 'accepted'
        when judged.file = newest.file
            and judged.sheet_number = newest.sheet_number
            and judged.row_number = newest.row_number
            then 'accepted'
        else 'superseded'
    end as fate,
    judged.refusal is null
    and coalesce(
        judged.file = newest.file
        and (judged.sheet_number <> newest.sheet_number or judged.row_number <> newest.row_number),
        false
    ) as is_superseded_in_file
from judged
left join newest
    on {% for column in whole_key.split(', ') %}
    judged.{{ column }} = newest.{{ column }}{{ ' and ' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{# The staged rows of an export, once for each landed file that holds them, with the file and its time. #}
{% macro rows_in_files(export, staged) -%}
    (
        select files.file, files.export_time, rows.*
        from {{ staged }} as rows
        inner join {{ ref('stg_files') }} as files
            on rows.content = files.content and files.export = '{{ export }}' and files.status = 'landed'
    )
{%- endmacro %}

{# Where each landed row stood: the columns that every staging model of an export carries. #}
{% macro provenance() -%}
    _content as content,
    _sheet as sheet,
    _sheet_number as sheet_number,
    coalesce(_row, _first_row + file_row_number) as row_number,
    _extra is not null as has_surplus_fields,
    _missing_fields is not null as has_missing_fields
{%- endmacro %}
