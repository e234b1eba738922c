-- the catalogue with its patterns filled in: one row an indicator that can be published
with catalogue as (

    select * from {{ ref('indicators') }}

),

of_types as (

    select
        catalogue.sort_order * 1000 + types.sort_order * 10 + cast(catalogue.is_rate as integer)
        as sort_order,
        replace(catalogue.code, '{type}', types.type_code) as code,
        replace(catalogue.name, '{type_name}', types.type_name) as name,
        catalogue.unit,
        catalogue.is_rate,
        catalogue.each_row_is,
        catalogue.numerator,
        catalogue.denominator,
        replace(catalogue.definition, '{type_name}', types.type_name) as definition,
        catalogue.caveats,
        catalogue.source_mart
    from catalogue
    cross join {{ ref('ticket_types') }} as types
    where catalogue.code like '%{type}%'

),

plain as (

    select
        sort_order * 1000 as sort_order, code, name, unit, is_rate, each_row_is,
        numerator, denominator, definition, caveats, source_mart
    from catalogue
    where code not like '%{type}%'

)

select * from plain
union all
select * from of_types
