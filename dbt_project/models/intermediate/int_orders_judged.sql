-- each work order of each period, judged at the period's as-of: what happened later has not happened yet
with orders as (

    select * from {{ ref('int_tickets') }}
    where is_work_order

),

in_period as (

    select periods.quarter, periods.role, periods.as_of, orders.*
    from orders
    inner join {{ ref('int_periods') }} as periods
        on orders.received_at >= periods.period_start and orders.received_at < periods.period_end

),

as_known_then as (

    select
        *,
        coalesce(signed_at < as_of, false) as is_signed,
        coalesce(finished_at < as_of, false) as is_finished,
        -- a rating's time is the visit's, else the completion's; with neither it counts
        satisfaction_level is not null
        and coalesce(coalesce(visited_at, finished_at) < as_of, true) as is_rated
    from in_period

)

select
    quarter,
    role,
    ticket_id,
    unit_id,
    as_of,
    is_signed,
    coalesce(case when is_signed then signed_at > sign_due_at else sign_due_at < as_of end, false)
        as is_sign_overdue,
    is_finished,
    coalesce(case when is_finished then finished_at > finish_due_at else finish_due_at < as_of end, false)
        as is_finish_overdue,
    extended_due_at is not null as is_extended,
    coalesce(sent_back_count, 0) as sent_back_count,
    is_rated,
    is_rated and levels.is_satisfied as is_satisfied
from as_known_then
left join {{ ref('satisfaction_levels') }} as levels on as_known_then.satisfaction_level = levels.level
