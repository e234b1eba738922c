-- figures that have a unit, with the counts behind them: what a printed figure is held against
with orders as (

    select quarter, unit_id, unit_name, received, finished, sign_overdue, finish_overdue, satisfied, rated
    from {{ ref('orders_by_unit') }}

),

order_figures as (

    select quarter, 'orders.received' as code, unit_id, unit_name, received as numerator, null as denominator
    from orders
    union all
    select quarter, 'orders.finished', unit_id, unit_name, finished, null from orders
    union all
    select quarter, 'orders.finish_rate', unit_id, unit_name, finished, received from orders
    union all
    select quarter, 'orders.sign_overdue', unit_id, unit_name, sign_overdue, null from orders
    union all
    select quarter, 'orders.sign_overdue_rate', unit_id, unit_name, sign_overdue, received from orders
    union all
    select quarter, 'orders.finish_overdue', unit_id, unit_name, finish_overdue, null from orders
    union all
    select quarter, 'orders.finish_overdue_rate', unit_id, unit_name, finish_overdue, received from orders
    union all
    select quarter, 'orders.satisfaction', unit_id, unit_name, satisfied, rated from orders

),

case_figures as (

    select quarter, 'cases.unit' as code, unit_id, unit_name, cases as numerator, null as denominator
    from {{ ref('cases_by_unit') }}

),

license_figures as (

    select distinct
        quarter, 'licenses.unit' as code, unit_id, unit_name, unit_licenses as numerator, null as denominator
    from {{ ref('licenses_by_unit_and_type') }}

),

evaluation_figures as (

    select
        quarter, 'evaluations.unit' as code, unit_id, unit_name, evaluations as numerator, null as denominator
    from {{ ref('evaluations_by_unit') }}

),

every_figure as (

    select * from order_figures
    union all
    select * from case_figures
    union all
    select * from license_figures
    union all
    select * from evaluation_figures

)

select
    quarter,
    code as indicator_code,
    unit_id,
    unit_name,
    cast(numerator as bigint) as numerator,
    cast(denominator as bigint) as denominator
from every_figure
