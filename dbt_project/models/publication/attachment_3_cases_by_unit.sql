with lines as (

    select period, class_order, class_name, listing_position, unit_name, cases, share_of_class, rank_in_class
    from {{ ref('cases_by_unit') }}

),

totals as (

    select
        period,
        class_order,
        class_name,
        cast(null as bigint) as listing_position,
        '合计' as unit_name,
        cast(sum(cases) as bigint) as cases,
        {{ rate('sum(cases)', 'sum(cases)') }} as share_of_class,
        cast(null as bigint) as rank_in_class
    from lines
    group by period, class_order, class_name

),

every_line as (

    select * from lines
    union all
    select * from totals

)

select
    period,
    cast(row_number() over (partition by period order by class_order, listing_position nulls last) as bigint) as line,
    listing_position as {{ adapter.quote('序号') }},
    class_name as {{ adapter.quote('类别') }},
    unit_name as {{ adapter.quote('单位') }},
    cases as {{ adapter.quote('办件量') }},
    share_of_class as {{ adapter.quote('占同类(%)') }},
    rank_in_class as {{ adapter.quote('排名') }}
from every_line
