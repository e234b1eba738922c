with this_period as (

    select period, measure, cases from {{ ref('int_case_measures') }}
    where role = 'current'

),

period_before as (

    select period, measure, cases from {{ ref('int_case_measures') }}
    where role = 'previous'

),

comparable as (

    select period, is_comparable from {{ ref('int_periods_with_data') }}
    where role = 'previous' and export = 'cases'

),

categories as (

    select plan.period, categories.*
    from {{ source('lake', 'plan') }} as plan
    cross join {{ ref('case_categories') }} as categories

),

counted as (

    select
        categories.period,
        categories.sort_order,
        categories.measure,
        categories.category_name,
        coalesce(this_period.cases, 0) as cases,
        coalesce(totals.cases, 0) as all_cases,
        case when comparable.period is not null then coalesce(period_before.cases, 0) end as previous_cases,
        coalesce(comparable.is_comparable, false) as is_comparable
    from categories
    left join this_period
        on categories.period = this_period.period and categories.measure = this_period.measure
    left join this_period as totals
        on categories.period = totals.period and totals.measure = 'total'
    left join period_before
        on categories.period = period_before.period and categories.measure = period_before.measure
    left join comparable
        on categories.period = comparable.period

)

select
    period,
    sort_order,
    measure,
    category_name,
    cases,
    {{ rate('cases', 'all_cases') }} as share,
    previous_cases,
    is_comparable,
    case when is_comparable then {{ change_rate('cases', 'previous_cases') }} end as change_rate
from counted
