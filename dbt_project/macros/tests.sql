{# One row for each key, and no key or column that must be there left empty: one test a model. #}
{% test one_row_each(model, key, present=[]) %}
select
    {{ key | join(', ') }},
    count(*) as row_count
from {{ model }}
group by {{ key | join(', ') }}
having
    count(*) > 1
    {% for column in key %}
    or {{ column }} is null
    {% endfor %}
    {# names of published columns are Chinese, which Spark takes in quotes only #}
    {% for column in present %}
    or count({{ adapter.quote(column) }}) < count(*)
    {% endfor %}
{% endtest %}

{# Rows that break a rule which every row must meet; a rule that comes out as null is broken too. #}
{% test each_row(model, rule) %}
select * from {{ model }}
where not coalesce(({{ rule }}), false)
{% endtest %}

{#
  Within each group one row is the whole, and the rows that are its parts add up to it. With a minimum
  share they may fall short of it by that much, never exceed it. A group without its whole, or without
  a single part of it, fails: a renamed total must not pass for want of rows to compare.
#}
{% test components_sum_to(model, value, whole, parts, within, minimum_share=1) %}
with summed as (

    select
        {{ within | join(', ') }},
        count(*) filter (where {{ whole }}) as wholes,
        sum({{ value }}) filter (where {{ whole }}) as whole,
        count(*) filter (where {{ parts }}) as part_rows,
        sum({{ value }}) filter (where {{ parts }}) as parts_sum
    from {{ model }}
    group by {{ within | join(', ') }}

)

select * from summed
where wholes <> 1
    or part_rows = 0
    or not coalesce(parts_sum between {{ minimum_share }} * whole and whole, false)
{% endtest %}

{# A column that repeats the sum of another within each group says what that sum is. #}
{% test repeats_the_sum_of(model, column_name, part, within) %}
select
    {{ within | join(', ') }},
    sum({{ part }}) as parts_sum,
    min({{ column_name }}) as least,
    max({{ column_name }}) as most
from {{ model }}
group by {{ within | join(', ') }}
having not coalesce(
    sum({{ part }}) = min({{ column_name }}) and min({{ column_name }}) = max({{ column_name }}), false
)
{% endtest %}

{# Standard competition ranking: one more than there are {{ what }} with a higher count in the group. #}
{% test competition_rank(model, column_name, count_of, within, what) %}
with ranked as (

    select distinct
        {{ within | join(', ') }},
        {{ what }},
        {{ count_of }} as counted,
        {{ column_name }} as given
    from {{ model }}

)

select ranked.*
from ranked
where given <> 1 + (
    select count(*) from ranked as others
    where others.counted > ranked.counted
        {% for column in within %}
        and others.{{ column }} = ranked.{{ column }}
        {% endfor %}
)
{% endtest %}

{# No row of another table is lost or doubled on the way into this one. #}
{% test as_many_rows_as(model, of, among) %}
with counts as (

    select
        (select count(*) from {{ model }}) as rows_here,
        (select count(*) from {{ of }} where {{ among }}) as rows_there

)

select * from counts
where rows_here <> rows_there
{% endtest %}
