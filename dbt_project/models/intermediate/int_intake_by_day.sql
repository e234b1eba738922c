-- how many rows of each export came in on each day of the period, beside what is usual on such a day
{% set weeks = 8 %}
with plan as (

    select period, period_start, period_end, as_of, district, is_city from {{ source('lake', 'plan') }}

),

received as (

    select 'tickets' as export, cast(received_at as date) as day, district from {{ ref('int_tickets') }}
    union all
    select 'cases', cast(received_at as date), district from {{ ref('int_cases') }}
    union all
    select 'licenses', cast(filed_at as date), district from {{ ref('int_licenses') }}
    union all
    select 'evaluations', cast(evaluated_at as date), district from {{ ref('int_evaluations') }}

),

counted as (

    select received.export, received.day, count(*) as received
    from received
    inner join plan on plan.is_city or received.district = plan.district
    group by received.export, received.day

),

first_days as (

    select export, min(day) as first_day
    from counted
    group by export

),

-- from the export's first day on, a day without a row is a day with none
days as (

    select
        plan.period,
        plan.period_start,
        first_days.export,
        calendar.day,
        calendar.is_working_day,
        coalesce(counted.received, 0) as received
    from plan
    cross join first_days
    inner join {{ ref('working_calendar') }} as calendar
        on calendar.day >= first_days.first_day
        and calendar.day >= {{ days_after('plan.period_start', -7 * weeks) }}
        and {{ days_after('calendar.day', 1) }} <= least(plan.period_end, plan.as_of)
    left join counted on first_days.export = counted.export and calendar.day = counted.day

),

-- the same weekday of the weeks before, and only days that are worked as this one is
like_days as (

    select
        this.period,
        this.export,
        this.day,
        count(*) as like_days,
        -- Spark gives the very value that stands there as a floating one
        cast(percentile_disc(0.5) within group (order by earlier.received) as bigint) as usual
    from days as this
    inner join days as earlier
        on this.period = earlier.period
        and this.export = earlier.export
        and this.is_working_day = earlier.is_working_day
        and earlier.day in (
            {% for week in range(1, weeks + 1) %}
            cast({{ days_after('this.day', -7 * week) }} as date){{ ',' if not loop.last }}
            {% endfor %}
        )
    where this.day >= this.period_start
    group by this.period, this.export, this.day

)

select
    days.period,
    days.export,
    days.day,
    days.is_working_day,
    days.received,
    like_days.like_days,
    like_days.usual
from days
inner join like_days
    on days.period = like_days.period and days.export = like_days.export and days.day = like_days.day
