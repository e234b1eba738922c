-- the catalogue with its patterns filled in, and what the office adds to it: one row an indicator
with catalogue as (

    select * from {{ ref('indicators') }}

),

own as (

    select * from {{ ref('office_indicators') }}

),

members as (

    select '{type}' as pattern, '{type_name}' as name_pattern, type_code as member, type_name as member_name, sort_order,
        true as is_headline
    from {{ ref('ticket_types') }}
    union all
    select '{channel}' as pattern, '{channel_name}' as name_pattern, channel_code as member,
        channel_name as member_name, sort_order, is_headline
    from {{ ref('case_channels') }}

),

of_members as (

    select
        catalogue.sort_order * 1000 + members.sort_order * 10 + cast(catalogue.statistic = 'rate' as integer)
        as sort_order,
        replace(catalogue.code, members.pattern, members.member) as code,
        replace(catalogue.name, members.name_pattern, members.member_name) as name,
        catalogue.unit,
        catalogue.statistic,
        catalogue.is_headline and members.is_headline as is_headline,
        catalogue.each_row_is,
        catalogue.source_mart,
        catalogue.numerator,
        catalogue.denominator,
        catalogue.filter_dimension,
        replace(catalogue.filter_member, members.pattern, members.member) as filter_member,
        catalogue.broken_down_by,
        catalogue.value_over_zero,
        replace(catalogue.definition, members.name_pattern, members.member_name) as definition,
        catalogue.caveats
    from catalogue
    inner join members on catalogue.filter_member = members.pattern

),

plain as (

    select
        sort_order * 1000 as sort_order, code, name, unit, statistic, is_headline, each_row_is, source_mart,
        numerator, denominator, filter_dimension, filter_member, broken_down_by, value_over_zero, definition, caveats
    from catalogue
    where filter_member is null or left(filter_member, 1) <> '{'

),

shipped as (

    select * from plain
    union all
    select * from of_members

),

added as (

    select
        coalesce(own.sort_order, 1000) * 1000 as sort_order, own.code, own.name, own.unit, own.statistic,
        own.is_headline, coalesce(own.each_row_is, 'row') as each_row_is, own.source_mart, own.numerator,
        own.denominator, own.filter_dimension, own.filter_member, own.broken_down_by, own.value_over_zero,
        own.definition, own.caveats
    from own
    left join shipped on own.code = shipped.code
    where shipped.code is null

),

every_one as (

    select * from shipped
    union all
    select * from added

)

select
    every_one.sort_order,
    every_one.code,
    -- a name stands in running text, where brackets are full-width
    translate(every_one.name, '()', '（）') as name,
    every_one.unit,
    every_one.statistic,
    coalesce(own.is_headline, every_one.is_headline) as is_headline,
    every_one.each_row_is,
    every_one.source_mart,
    every_one.numerator,
    every_one.denominator,
    every_one.filter_dimension,
    every_one.filter_member,
    every_one.broken_down_by,
    every_one.value_over_zero,
    every_one.definition,
    every_one.caveats
from every_one
left join own on every_one.code = own.code
-- an office has no figure of an export that it has not
where case every_one.source_mart
    {% for mart in counted_marts() %}
    when '{{ mart }}' then '{{ export_of(mart) }}'
    {% endfor %}
end in (select export from {{ ref('parts') }})
