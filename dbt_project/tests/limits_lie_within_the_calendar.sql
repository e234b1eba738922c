{{ config(meta = {'dagster': {'ref': {'name': 'int_periods'}}}) }}
-- a limit that the run's figures need and the calendar does not reach: no weekday rule stands in for it
with calendar as (

    select min(day) as first_day, max(day) as last_day
    from {{ ref('working_calendar') }}

),

beyond as (

    select distinct limits.ticket_id, limits.file, limits.row_number, limits.dispatched_at
    from {{ ref('int_ticket_limits') }} as limits
    inner join {{ ref('int_tickets') }} as tickets on limits.ticket_id = tickets.ticket_id
    inner join {{ ref('int_periods') }} as periods
        on limits.received_at >= periods.period_start and limits.received_at < periods.period_end
        and {{ is_taken_by('periods', 'tickets') }}
    where (limits.needs_sign_limit and limits.sign_due_at is null)
        or (limits.needs_finish_limit and limits.finish_due_at is null)

),

by_file as (

    select
        file,
        count(*) as orders,
        min(row_number) as first_row,
        min(dispatched_at) as first_dispatched_at,
        max(dispatched_at) as last_dispatched_at
    from beyond
    group by file

)

select
    by_file.file,
    by_file.orders,
    'working_calendar.csv covers ' || cast(calendar.first_day as string) || ' to '
    || cast(calendar.last_day as string) || ', and limits must be derived beyond it: '
    || by_file.file || ': ' || cast(by_file.orders as string) || ' work orders, dispatched (派单时间) from '
    || cast(by_file.first_dispatched_at as string) || ' to ' || cast(by_file.last_dispatched_at as string)
    || ', the first in row ' || cast(by_file.first_row as string) as problem
from by_file
cross join calendar
