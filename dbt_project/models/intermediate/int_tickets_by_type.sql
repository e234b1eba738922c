-- counts of tickets, one row a period, role of the period and type, every type of the list included
with counted as (

    select period, role, type_code, count(*) as tickets
    from {{ ref('int_tickets_judged') }}
    group by period, role, type_code

)

select
    periods.period,
    periods.role,
    types.type_code,
    coalesce(counted.tickets, 0) as tickets
from {{ ref('int_periods') }} as periods
cross join {{ ref('ticket_types') }} as types
left join counted
    on periods.period = counted.period
    and periods.role = counted.role
    and types.type_code = counted.type_code
