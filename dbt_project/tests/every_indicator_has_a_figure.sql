{{ config(meta = {'dagster': {'ref': {'name': 'int_indicator_values'}}}) }}
-- an indicator of the catalogue that nothing counts would be nought, or missing, without a sound
with measures as (

    {% for mart in counted_marts() %}
    {% for measure in measures_of(mart) %}
    select '{{ mart }}' as source_mart, '{{ measure }}' as measure
    union all
    {% endfor %}
    {% endfor %}
    select 'counted_tickets' as source_mart, 'handling_minutes' as measure

),

dimensions as (

    {% for mart in counted_marts() %}
    {% for dimension in dimensions_of(mart) %}
    select '{{ mart }}' as source_mart, '{{ dimension }}' as dimension
    union all
    {% endfor %}
    select '{{ mart }}' as source_mart, 'all' as dimension
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

asked as (

    select code, source_mart, {{ each_part_of('broken_down_by', '|') }} as dimension
    from {{ ref('int_indicators') }}

)

select catalogue.code, 'no such column: ' || catalogue.numerator as problem
from {{ ref('int_indicators') }} as catalogue
left join measures on catalogue.source_mart = measures.source_mart and catalogue.numerator = measures.measure
where measures.measure is null
union all
select catalogue.code, 'no such column: ' || catalogue.denominator
from {{ ref('int_indicators') }} as catalogue
left join measures on catalogue.source_mart = measures.source_mart and catalogue.denominator = measures.measure
where measures.measure is null and catalogue.denominator is not null
union all
select asked.code, 'no such dimension: ' || asked.dimension
from asked
left join dimensions on asked.source_mart = dimensions.source_mart and asked.dimension = dimensions.dimension
where dimensions.dimension is null
union all
select catalogue.code, 'no figure in ' || plan.period
from {{ source('lake', 'plan') }} as plan
cross join {{ ref('int_indicators') }} as catalogue
left join {{ ref('headline_indicators') }} as figures
    on plan.period = figures.period and catalogue.code = figures.indicator_code
where catalogue.is_headline and figures.indicator_code is null
