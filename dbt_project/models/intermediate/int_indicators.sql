-- the catalogue with its patterns filled in: one row an indicator
with catalogue as (

    select * from {{ ref('indicators') }}

),

of_types as (

    select
        catalogue.sort_order * 1000 + types.sort_order * 10 + cast(catalogue.statistic = 'rate' as integer)
        as sort_order,
        replace(catalogue.code, '{type}', types.type_code) as code,
        replace(catalogue.name, '{type_name}', types.type_name) as name,
        catalogue.unit,
        catalogue.statistic,
        catalogue.is_headline,
        catalogue.each_row_is,
        catalogue.source_mart,
        catalogue.numerator,
        catalogue.denominator,
        catalogue.filter_dimension,
        replace(catalogue.filter_member, '{type}', types.type_code) as filter_member,
        catalogue.broken_down_by,
        catalogue.value_over_zero,
        replace(catalogue.definition, '{type_name}', types.type_name) as definition,
        catalogue.caveats
    from catalogue
    cross join {{ ref('ticket_types') }} as types
    where catalogue.code like '%{type}%'

),

plain as (

    select
        sort_order * 1000 as sort_order, code, name, unit, statistic, is_headline, each_row_is, source_mart,
        numerator, denominator, filter_dimension, filter_member, broken_down_by, value_over_zero, definition, caveats
    from catalogue
    where code not like '%{type}%'

)

select * from plain
union all
select * from of_types
