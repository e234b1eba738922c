-- limits that exports leave empty, from 派单时间 on: working hours to sign for, working days to finish
with orders as (

    select
        ticket_id,
        received_at,
        dispatched_at,
        type_code,
        coalesce(urgency_code, 'any') as urgency_code,
        sign_due_at is null as needs_sign_limit,
        -- an extension replaces the limit for completion, whatever that would have been
        coalesce(extended_due_at, finish_due_at) is null as needs_finish_limit,
        file,
        row_number
    from {{ ref('int_ticket_rows') }}
    where fate = 'accepted'
        and unit_word is not null
        and dispatched_at is not null
        and (sign_due_at is null or coalesce(extended_due_at, finish_due_at) is null)

),

fitting as (

    -- the row that says most: a type and its urgency, an urgency, a type, any
    select
        asked.type_code,
        asked.urgency_code,
        cast(limits.sign_hours * 3600 as bigint) as sign_seconds,
        limits.finish_days,
        row_number() over (
            partition by asked.type_code, asked.urgency_code
            order by limits.urgency_code = 'any', limits.type_code = 'any'
        ) as place
    from (select distinct type_code, urgency_code from orders) as asked
    inner join {{ ref('time_limits') }} as limits
        on limits.type_code in (asked.type_code, 'any') and limits.urgency_code in (asked.urgency_code, 'any')

),

policies as (

    select * from fitting
    where place = 1

),

days as (

    select
        day,
        is_working_day,
        count(case when is_working_day then 1 end) over (order by day) as working_days_until
    from {{ ref('working_calendar') }}

),

office_spans as (

    select
        days.day,
        days.working_days_until,
        {{ seconds_after('days.day', clock_seconds('hours.opens')) }} as starts_at,
        {{ clock_seconds('hours.closes') }} - {{ clock_seconds('hours.opens') }} as work_seconds
    from days
    inner join {{ ref('office_hours') }} as hours
        on days.day >= coalesce(hours.first_day, days.day) and days.day <= coalesce(hours.last_day, days.day)
    where days.is_working_day

),

sections as (

    -- each day from its first moment and from each opening on: exactly one section holds a moment
    select day, working_days_until, cast(day as timestamp) as starts_at, cast(0 as bigint) as work_seconds
    from days
    union all
    select day, working_days_until, starts_at, work_seconds from office_spans

),

clock as (

    -- the work clock: the seconds of working time that have run when a section starts
    select
        day,
        working_days_until,
        starts_at,
        coalesce(
            lead(starts_at) over (partition by day order by starts_at, work_seconds),
            {{ seconds_after('day', 86400) }}
        ) as ends_at,
        work_seconds,
        cast(sum(work_seconds) over (
            order by starts_at, work_seconds rows between unbounded preceding and current row
        ) as bigint) - work_seconds as worked_before
    from sections

),

clock_hours as (

    -- each span under every hour of the work clock that it touches, to be found by equality
    select
        clock.starts_at,
        clock.worked_before,
        clock.work_seconds,
        clock.worked_before - clock.worked_before % 3600 + 3600 * hours.number as hour_starts
    from clock
    cross join (
        values {% for number in range(25) %}({{ number }}){{ ', ' if not loop.last }}{% endfor %}
    ) as hours (number)
    where clock.work_seconds > 0
        and clock.worked_before - clock.worked_before % 3600 + 3600 * hours.number
            < clock.worked_before + clock.work_seconds

),

closings as (

    select working_days_until, max({{ seconds_after('starts_at', 'work_seconds') }}) as closes_at
    from office_spans
    group by working_days_until

),

due as (

    -- null where the day of 派单时间 is not in the calendar
    select
        orders.*,
        clock.worked_before
            + least({{ seconds_between('clock.starts_at', 'orders.dispatched_at') }}, clock.work_seconds)
            + policies.sign_seconds as sign_due_on_clock,
        clock.working_days_until + policies.finish_days as finish_due_day
    from orders
    inner join policies
        on orders.type_code = policies.type_code and orders.urgency_code = policies.urgency_code
    left join clock
        on cast(orders.dispatched_at as date) = clock.day
        and orders.dispatched_at >= clock.starts_at
        and orders.dispatched_at < clock.ends_at

)

select
    due.ticket_id,
    due.received_at,
    due.dispatched_at,
    due.needs_sign_limit,
    case
        when due.needs_sign_limit then
            {{ seconds_after('clock_hours.starts_at', 'due.sign_due_on_clock - clock_hours.worked_before') }}
    end as sign_due_at,
    due.needs_finish_limit,
    case when due.needs_finish_limit then closings.closes_at end as finish_due_at,
    due.file,
    due.row_number
from due
-- a span that ends at the very reading holds it: twelve o'clock, not the start of the afternoon
left join clock_hours
    on (due.sign_due_on_clock - 1) - (due.sign_due_on_clock - 1) % 3600 = clock_hours.hour_starts
    and due.sign_due_on_clock > clock_hours.worked_before
    and due.sign_due_on_clock <= clock_hours.worked_before + clock_hours.work_seconds
left join closings on due.finish_due_day = closings.working_days_until
