-- counts of tickets, one row a quarter, role of the period and type, every type of the list included
with counted as (

    select quarter, role, type_code, count(*) as tickets
    from {{ ref('int_tickets_judged') }}
    group by quarter, role, type_code

)

select
    periods.quarter,
    periods.role,
    types.type_code,
    coalesce(counted.tickets, 0) as tickets
from {{ ref('int_periods') }} as periods
cross join {{ ref('ticket_types') }} as types
left join counted
    on periods.quarter = counted.quarter
    and periods.role = counted.role
    and types.type_code = counted.type_code
