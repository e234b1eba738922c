with units as (

    select * from {{ ref('orders_by_unit') }}

),

lines as (

    select
        quarter, listing_position, unit_name, received, signed, sign_overdue, finished, finish_overdue,
        extended, sent_back, rated, satisfied
    from units

),

total as (

    select
        plan.quarter,
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
    left join units on plan.quarter = units.quarter
    group by plan.quarter

),

every_line as (

    select * from lines
    union all
    select * from total

)

select
    quarter,
    cast(row_number() over (partition by quarter order by listing_position nulls last) as bigint) as line,
    listing_position as "序号",
    unit_name as "承办单位",
    received as "受理工单数",
    signed as "签收数",
    sign_overdue as "超时签收数",
    {{ rate('sign_overdue', 'received') }} as "超时签收率(%)",
    finished as "办结数",
    {{ rate('finished', 'received') }} as "办结率(%)",
    finish_overdue as "超时办结数",
    {{ rate('finish_overdue', 'received') }} as "超时办结率(%)",
    extended as "延期数",
    sent_back as "退单数",
    rated as "评价数",
    satisfied as "满意数",
    {{ rate('satisfied', 'rated') }} as "满意率(%)"
from every_line
