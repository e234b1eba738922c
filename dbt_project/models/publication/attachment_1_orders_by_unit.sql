with units as (

    select * from {{ ref('orders_by_unit') }}

),

lines as (

    select
        period, listing_position, unit_name, received, signed, sign_overdue, finished, finish_overdue,
        extended, sent_back, rated, satisfied
    from units

),

total as (

    select
        plan.period,
        cast(null as bigint) as listing_position,
        '合计' as unit_name,
        cast(coalesce(sum(units.received), 0) as bigint) as received,
        cast(coalesce(sum(units.signed), 0) as bigint) as signed,
        cast(coalesce(sum(units.sign_overdue), 0) as bigint) as sign_overdue,
        cast(coalesce(sum(units.finished), 0) as bigint) as finished,
        cast(coalesce(sum(units.finish_overdue), 0) as bigint) as finish_overdue,
        cast(coalesce(sum(units.extended), 0) as bigint) as extended,
        cast(coalesce(sum(units.sent_back), 0) as bigint) as sent_back,
        cast(coalesce(sum(units.rated), 0) as bigint) as rated,
        cast(coalesce(sum(units.satisfied), 0) as bigint) as satisfied
    from {{ source('lake', 'plan') }} as plan
    left join units on plan.period = units.period
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
    unit_name as {{ adapter.quote('承办单位') }},
    received as {{ adapter.quote('受理工单数') }},
    signed as {{ adapter.quote('签收数') }},
    sign_overdue as {{ adapter.quote('超时签收数') }},
    {{ rate('sign_overdue', 'received') }} as {{ adapter.quote('超时签收率(%)') }},
    finished as {{ adapter.quote('办结数') }},
    {{ rate('finished', 'received') }} as {{ adapter.quote('办结率(%)') }},
    finish_overdue as {{ adapter.quote('超时办结数') }},
    {{ rate('finish_overdue', 'received') }} as {{ adapter.quote('超时办结率(%)') }},
    extended as {{ adapter.quote('延期数') }},
    sent_back as {{ adapter.quote('退单数') }},
    rated as {{ adapter.quote('评价数') }},
    satisfied as {{ adapter.quote('满意数') }},
    {{ rate('satisfied', 'rated') }} as {{ adapter.quote('满意率(%)') }}
from every_line
