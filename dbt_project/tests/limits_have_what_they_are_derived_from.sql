{{ config(meta = {'dagster': {'ref': {'name': 'time_limits'}}}) }}
-- the calendar has no gaps, each working day has office hours, and each type and urgency has its limits
with calendar as (

    select
        count(*) as day_count,
        count(distinct day) as distinct_days,
        cast(min(day) as timestamp) as first_day,
        cast(max(day) as timestamp) as last_day
    from {{ ref('working_calendar') }}

),

spans as (

    select
        days.day,
        {{ clock_seconds('hours.opens') }} as opens_at,
        {{ clock_seconds('hours.closes') }} as closes_at
    from {{ ref('working_calendar') }} as days
    inner join {{ ref('office_hours') }} as hours
        on days.day >= coalesce(hours.first_day, days.day) and days.day <= coalesce(hours.last_day, days.day)
    where days.is_working_day

),

spans_in_order as (

    select
        *,
        lag(closes_at) over (partition by day order by opens_at, closes_at) as closed_before
    from spans

),

limits as (

    select
        type_code,
        urgency_code,
        count(*) as row_count,
        min(sign_hours) as sign_hours,
        min(finish_days) as finish_days
    from {{ ref('time_limits') }}
    group by type_code, urgency_code

)

select 'working_calendar.csv lacks days, or has some twice: write it anew with make calendar' as problem
from calendar
where day_count = 0
    or distinct_days <> day_count
    or (day_count - 1) * 86400 <> {{ seconds_between('first_day', 'last_day') }}
union all
select 'office_hours.csv: no hours for ' || cast(count(*) as string) || ' working days from '
    || cast(min(days.day) as string) || ' on'
from {{ ref('working_calendar') }} as days
left join spans on days.day = spans.day
where days.is_working_day and spans.day is null
having count(*) > 0
union all
select 'office_hours.csv: hours that end before they begin, overlap, or are no time such as 08:30; first on '
    || cast(min(day) as string)
from spans_in_order
where not coalesce(opens_at >= 0 and opens_at < closes_at and closes_at <= 86400, false)
    or opens_at < closed_before
having count(*) > 0
union all
select 'time_limits.csv: no row any,any for what no other row names'
from (select count(*) as row_count from limits where type_code = 'any' and urgency_code = 'any') as fallback
where row_count = 0
union all
select 'time_limits.csv: ' || coalesce(limits.type_code, '') || ',' || coalesce(limits.urgency_code, '')
    || ': twice, or no known type or urgency, or no hours and whole days above 0'
from limits
left join {{ ref('ticket_types') }} as types on limits.type_code = types.type_code
left join {{ ref('urgencies') }} as urgencies on limits.urgency_code = urgencies.urgency_code
where limits.row_count > 1
    or not coalesce(limits.type_code = 'any' or types.type_code is not null, false)
    or not coalesce(limits.urgency_code = 'any' or urgencies.urgency_code is not null, false)
    or not coalesce(limits.sign_hours > 0 and limits.finish_days > 0, false)
