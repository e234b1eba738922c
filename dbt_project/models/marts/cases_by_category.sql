with this_quarter as (

    select quarter, measure, cases from {{ ref('int_case_measures') }}
    where role = 'current'

),

quarter_before as (

    select quarter, measure, cases from {{ ref('int_case_measures') }}
    where role = 'previous'

),

comparable as (

    select quarter from {{ ref('int_periods_with_data') }}
    where role = 'previous' and export = 'cases'

),

categories as (

    select plan.quarter, categories.*
    from {{ source('lake', 'plan') }} as plan
    cross join {{ ref('case_categories') }} as categories

),

counted as (

    select
        categories.quarter,
        categories.sort_order,
        categories.measure,
        categories.category_name,
        coalesce(this_quarter.cases, 0) as cases,
        coalesce(totals.cases, 0) as all_cases,
        case when comparable.quarter is not null then coalesce(quarter_before.cases, 0) end as previous_cases
    from categories
    left join this_quarter
        on categories.quarter = this_quarter.quarter and categories.measure = this_quarter.measure
    left join this_quarter as totals
        on categories.quarter = totals.quarter and totals.measure = 'total'
    left join quarter_before
        on categories.quarter = quarter_before.quarter and categories.measure = quarter_before.measure
    left join comparable
        on categories.quarter = comparable.quarter

)

select
    quarter,
    sort_order,
    measure,
    category_name,
    cases,
    {{ rate('cases', 'all_cases') }} as share,
    previous_cases,
    {{ change_rate('cases', 'previous_cases') }} as change_rate
from counted
