with counted as (

    select * from {{ ref('int_cases_in_periods') }}
    where role = 'current'

),

classes as (

    select 1 as class_order, '部门' as class_name, 'department' as kind
    union all
    select 2 as class_order, '乡镇(街道)' as class_name, 'township' as kind

),

roster_rows as (

    select
        plan.period,
        classes.class_order,
        classes.class_name,
        units.unit_id,
        units.unit_name,
        units.kind,
        units.listing_order,
        cast(coalesce(sum(counted.counted_for_unit), 0) as bigint) as cases
    from {{ source('lake', 'plan') }} as plan
    cross join classes
    inner join {{ ref('int_units') }} as units on classes.kind = units.kind and units.is_on_roster
    left join counted
        on plan.period = counted.period
        and units.unit_id = counted.unit_id
    group by
        plan.period,
        classes.class_order,
        classes.class_name,
        units.unit_id,
        units.unit_name,
        units.kind,
        units.listing_order

),

other_rows as (

    select
        counted.period,
        3 as class_order,
        '其他' as class_name,
        units.unit_id,
        units.unit_name,
        units.kind,
        units.listing_order,
        cast(sum(counted.counted_for_unit) as bigint) as cases
    from counted
    inner join {{ ref('int_units') }} as units on counted.unit_id = units.unit_id
    left join classes on units.kind = classes.kind
    where classes.kind is null
    group by counted.period, units.unit_id, units.unit_name, units.kind, units.listing_order

),

every_row as (

    select * from roster_rows
    union all
    select * from other_rows

)

select
    period,
    cast(row_number() over (partition by period order by class_order, cases desc, listing_order) as bigint)
        as listing_position,
    class_order,
    class_name,
    unit_id,
    unit_name,
    kind,
    cases,
    {{ rate('cases', 'sum(cases) over (partition by period, class_order)') }} as share_of_class,
    cast(rank() over (partition by period, class_order order by cases desc) as bigint) as rank_in_class
from every_row
