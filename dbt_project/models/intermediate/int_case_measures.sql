-- the same counts by measure: the total, each channel, and each flag; flags overlap
with counted as (

    select * from {{ ref('int_cases_in_periods') }}

),

totals as (

    select
        period,
        role,
        sum(cases) as total
        {%- for flag in case_flags() %},
        sum({{ flag }}) as {{ flag }}
        {%- endfor %}
    from counted
    group by period, role

),

of_flags as (

    select period, role, measure, cast(cases as bigint) as cases
    from totals
    unpivot (cases for measure in (
        total, {{ case_flags() | join(', ') }}
    ))

),

of_channels as (

    select period, role, channel_code as measure, cast(sum(cases) as bigint) as cases
    from counted
    group by period, role, channel_code

)

select * from of_flags
union all
select * from of_channels
