{#
  Only the period's own tickets: what an earlier period left open is known as its last export left it,
  which is seldom exported again, so a backlog carried in would never be worked off. Weeks begin on
  Mondays and are cut at the ends of the period and at the as-of.
#}
with planned as (

    select
        period,
        period_start,
        period_end,
        {{ monday_of('period_start') }} as first_monday
    from {{ ref('int_periods') }}
    where role = 'current'

),

digits as (

    {% for digit in range(10) %}
    select {{ digit }} as digit{% if not loop.last %} union all{% endif %}

    {% endfor %}

),

-- as many as any period has weeks
numbers as (

    select 100 * hundreds.digit + 10 * tens.digit + ones.digit + 1 as week
    from digits as ones
    cross join digits as tens
    cross join digits as hundreds

),

mondays as (

    select
        planned.period,
        numbers.week,
        planned.period_start,
        planned.period_end,
        {{ days_after('planned.first_monday', '7 * (numbers.week - 1)') }} as monday,
        {{ days_after('planned.first_monday', '7 * numbers.week') }} as next_monday
    from planned
    cross join numbers

),

spans as (

    select
        period,
        week,
        greatest(monday, period_start) as span_start,
        least(next_monday, period_end) as span_end
    from mondays
    where monday < period_end and next_monday > period_start

),

judged as (

    select period, ticket_id, is_work_order, is_finished from {{ ref('int_tickets_judged') }}
    where role = 'current'

),

events as (

    select
        judged.period,
        tickets.received_at as happened_at,
        1 as tickets,
        case when judged.is_work_order then 1 else 0 end as received,
        0 as finished
    from judged
    inner join {{ ref('int_tickets') }} as tickets on judged.ticket_id = tickets.ticket_id
    union all
    select
        judged.period,
        -- an order said to be finished before it came cannot leave the backlog before it entered it
        greatest(tickets.finished_at, tickets.received_at) as happened_at,
        0 as tickets,
        0 as received,
        1 as finished
    from judged
    inner join {{ ref('int_tickets') }} as tickets on judged.ticket_id = tickets.ticket_id
    where judged.is_finished

),

by_day as (

    select
        period,
        cast(happened_at as date) as day,
        sum(tickets) as tickets,
        sum(received) as received,
        sum(finished) as finished
    from events
    group by period, cast(happened_at as date)

),

counted as (

    select
        spans.period,
        spans.week,
        spans.span_start,
        spans.span_end,
        coalesce(sum(by_day.tickets), 0) as tickets,
        coalesce(sum(by_day.received), 0) as received,
        coalesce(sum(by_day.finished), 0) as finished
    from spans
    left join by_day
        on spans.period = by_day.period
        and by_day.day >= cast(spans.span_start as date)
        and cast(by_day.day as timestamp) < spans.span_end
    group by spans.period, spans.week, spans.span_start, spans.span_end

)

select
    period,
    cast(week as bigint) as week,
    cast(span_start as date) as first_day,
    cast({{ seconds_after('span_end', -1) }} as date) as last_day,
    cast(tickets as bigint) as tickets,
    cast(received as bigint) as received,
    cast(finished as bigint) as finished,
    cast(
        sum(received - finished) over (
            partition by period order by week rows between unbounded preceding and current row
        ) as bigint
    ) as open_at_end
from counted
