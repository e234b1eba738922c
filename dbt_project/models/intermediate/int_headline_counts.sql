-- the two counts behind every headline indicator, one row a quarter, role of the period and code
with types as (

    select
        quarter,
        role,
        'tickets.' || type_code as code,
        tickets,
        cast(sum(tickets) over (partition by quarter, role) as bigint) as all_tickets
    from {{ ref('int_tickets_by_type') }}

),

tickets as (

    select distinct
        quarter,
        role,
        'tickets.total' as code,
        all_tickets as numerator,
        cast(null as bigint) as denominator
    from types
    union all
    select quarter, role, code, tickets, null
    from types
    union all
    select quarter, role, code || '.share', tickets, all_tickets
    from types

),

order_sums as (

    select
        periods.quarter,
        periods.role,
        coalesce(sum(orders.received), 0) as received,
        coalesce(sum(orders.finished), 0) as finished,
        coalesce(sum(orders.sign_overdue), 0) as sign_overdue,
        coalesce(sum(orders.finish_overdue), 0) as finish_overdue,
        coalesce(sum(orders.satisfied), 0) as satisfied,
        coalesce(sum(orders.rated), 0) as rated
    from {{ ref('int_periods') }} as periods
    left join {{ ref('int_orders_by_unit') }} as orders
        on periods.quarter = orders.quarter and periods.role = orders.role
    group by periods.quarter, periods.role

),

orders as (

    select quarter, role, 'orders.received' as code, received as numerator, null as denominator
    from order_sums
    union all
    select quarter, role, 'orders.finished', finished, null from order_sums
    union all
    select quarter, role, 'orders.finish_rate', finished, received from order_sums
    union all
    select quarter, role, 'orders.sign_overdue', sign_overdue, null from order_sums
    union all
    select quarter, role, 'orders.finish_overdue', finish_overdue, null from order_sums
    union all
    select quarter, role, 'orders.satisfaction', satisfied, rated from order_sums

),

cases as (

    select
        periods.quarter,
        periods.role,
        'cases.' || categories.measure as code,
        coalesce(measures.cases, 0) as numerator,
        null as denominator
    from {{ ref('int_periods') }} as periods
    cross join {{ ref('case_categories') }} as categories
    left join {{ ref('int_case_measures') }} as measures
        on periods.quarter = measures.quarter
        and periods.role = measures.role
        and categories.measure = measures.measure

),

license_sums as (

    select
        periods.quarter,
        periods.role,
        coalesce(sum(licenses.licenses), 0) as total,
        count(distinct licenses.unit_id) as departments,
        count(distinct licenses.license_type) as types
    from {{ ref('int_periods') }} as periods
    left join {{ ref('int_licenses_by_unit_and_type') }} as licenses
        on periods.quarter = licenses.quarter and periods.role = licenses.role
    group by periods.quarter, periods.role

),

licenses as (

    select quarter, role, 'licenses.total' as code, total as numerator, null as denominator from license_sums
    union all
    select quarter, role, 'licenses.departments', departments, null from license_sums
    union all
    select quarter, role, 'licenses.types', types, null from license_sums

),

evaluation_sums as (

    select
        periods.quarter,
        periods.role,
        coalesce(sum(evaluations.evaluations), 0) as total,
        coalesce(sum(evaluations.evaluations) filter (where evaluations.kind = 'township'), 0) as township,
        coalesce(sum(evaluations.evaluations) filter (where evaluations.kind <> 'township'), 0) as department,
        coalesce(sum(evaluations.negative), 0) as negative,
        coalesce(sum(evaluations.rectified), 0) as rectified
    from {{ ref('int_periods') }} as periods
    left join {{ ref('int_evaluations_by_unit') }} as evaluations
        on periods.quarter = evaluations.quarter and periods.role = evaluations.role
    group by periods.quarter, periods.role

),

evaluations as (

    select quarter, role, 'evaluations.total' as code, total as numerator, null as denominator
    from evaluation_sums
    union all
    select quarter, role, 'evaluations.township', township, null from evaluation_sums
    union all
    select quarter, role, 'evaluations.department', department, null from evaluation_sums
    union all
    select quarter, role, 'evaluations.negative', negative, null from evaluation_sums
    union all
    select quarter, role, 'evaluations.rectified_rate', rectified, negative from evaluation_sums

),

every_count as (

    select * from tickets
    union all
    select * from orders
    union all
    select * from cases
    union all
    select * from licenses
    union all
    select * from evaluations

)

select
    quarter,
    role,
    code,
    cast(numerator as bigint) as numerator,
    cast(denominator as bigint) as denominator
from every_count
