{# Schemas are named as the folders are; there is one warehouse a run, so no prefix is needed. #}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ custom_schema_name | trim if custom_schema_name else target.schema }}
{%- endmacro %}

{# Where the tables of a schema lie does not depend on the server that Spark is: what follows reads files. #}
{% macro spark__create_schema(relation) -%}
    {%- call statement('create_schema') -%}
        create schema if not exists {{ relation }}
        location '{{ env_var('TONGBAO_SPARK', 'target/spark') }}/warehouse/{{ relation.schema }}.db'
    {%- endcall -%}
{%- endmacro %}

