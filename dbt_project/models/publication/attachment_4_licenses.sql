with lines as (

    select period, listing_position, unit_name, license_type, licenses, unit_licenses, unit_rank
    from {{ ref('licenses_by_unit_and_type') }}

),

total as (

    select
        plan.period,
        cast(null as bigint) as listing_position,
        '合计' as unit_name,
        cast(null as string) as license_type,
        cast(coalesce(sum(lines.licenses), 0) as bigint) as licenses,
        cast(coalesce(sum(lines.licenses), 0) as bigint) as unit_licenses,
        cast(null as bigint) as unit_rank
    from {{ source('lake', 'plan') }} as plan
    left join lines on plan.period = lines.period
    group by plan.period

),

every_line as (

    select * from lines
    union all
    select * from total

)

select
    period,
    cast(row_number() over (partition by period order by listing_position nulls last) as bigint) as line,
    listing_position as {{ adapter.quote('序号') }},
    unit_name as {{ adapter.quote('颁发单位') }},
    license_type as {{ adapter.quote('证照类型') }},
    licenses as {{ adapter.quote('入库数量') }},
    unit_licenses as {{ adapter.quote('单位合计') }},
    unit_rank as {{ adapter.quote('单位排名') }}
from every_line
