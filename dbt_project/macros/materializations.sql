{#
  Tables and views of DuckDB, replaced in one statement. The shipped materializations make each under another
  name, put the old one away, rename and drop: eight statements a model, where the build database has no reader.
#}
{% materialization table, adapter='duckdb' %}
    {{ return(_replaced(this.incorporate(type='table'))) }}
{% endmaterialization %}

{% materialization view, adapter='duckdb' %}
    {{ return(_replaced(this.incorporate(type='view'))) }}
{% endmaterialization %}

{#
  The contract is held against what stands then, in the same transaction: asking the query itself what it would
  give plans it once more.
#}
{% macro _replaced(relation) -%}
    {%- set existing = load_cached_relation(relation) -%}
    {{ run_hooks(pre_hooks) }}
    {% if existing is not none and existing.type != relation.type %}
        {% do adapter.drop_relation(existing) %}
    {% endif %}
    {% call statement('main') -%}
        create or replace {{ relation.type }} {{ relation }} as (
            {{ sql }}
        )
    {%- endcall %}
    {% if config.get('contract').enforced %}
        {% do get_assert_columns_equivalent('select * from ' ~ relation) %}
    {% endif %}
    {{ run_hooks(post_hooks) }}
    {% do adapter.commit() %}
    {{ return({'relations': [relation]}) }}
{%- endmacro %}
