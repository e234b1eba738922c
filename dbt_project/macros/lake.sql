{#
  A table of the lake is named by its files (the identifier of the source) and read where it lies, by
  either engine: nothing has to be loaded or registered first.
#}
{% macro source(source_name, table_name) -%}
    {%- set relation = builtins.source(source_name, table_name) -%}
    {# a unit test puts its own rows in the place of the files #}
    {{ return(relation if relation.is_cte else lake_rows(relation.identifier)) }}
{%- endmacro %}

{# Rows of Parquet files with the columns of all of them, and each row's number in its file, from 0. #}
{% macro lake_rows(files) -%} {{ return(adapter.dispatch('lake_rows')(files)) }} {%- endmacro %}

{% macro default__lake_rows(files) -%}
    read_parquet({{ literal(files) }}, union_by_name = true, file_row_number = true)
{%- endmacro %}

{% macro spark__lake_rows(files) -%}
    (
        select *, _metadata.row_index as file_row_number
        from parquet.`{{ env_var('TONGBAO_LAKE', 'target/lake') }}/{{ files }}` with ('mergeSchema' = 'true')
    )
{%- endmacro %}

{#
  A content never changes: what was typed of it stays, and a later run types the contents that came
  since. Anything else that counts here (the program, the key of hashes) has the tables made anew.
#}
{% macro only_new_contents() -%}
    {# said outside the condition, or dbt does not see that the one hangs on the other #}
    {%- set files = ref('stg_files') -%}
    {%- if is_incremental() %}
    where _content in (
        select content from {{ files }}
        where content not in (select distinct content from {{ this }})
    )
    {%- endif %}
{%- endmacro %}

{# A row with the names of its columns, as JSON; the order of the names is the engine's own. #}
{% macro row_as_json(row) -%} {{ return(adapter.dispatch('row_as_json')(row)) }} {%- endmacro %}

{% macro default__row_as_json(row) -%} cast(to_json({{ row }}) as string) {%- endmacro %}

{% macro spark__row_as_json(row) -%}
    to_json(struct({{ row }}.*), map('ignoreNullFields', 'false'))
{%- endmacro %}
