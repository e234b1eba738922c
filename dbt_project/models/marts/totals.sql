-- each whole beside the sum of its parts, counted by different roads; a difference blocks the publication
with figures as (

    select period, indicator_code, numerator, value
    from {{ ref('indicator_values') }}
    where dimension = 'all'

),

tickets_counted as (

    select periods.period, count(*) as tickets, count(*) filter (where tickets.is_work_order) as orders
    from {{ ref('int_periods') }} as periods
    inner join {{ ref('int_tickets') }} as tickets
        on tickets.received_at >= periods.period_start and tickets.received_at < periods.period_end
        and {{ is_taken_by('periods', 'tickets') }}
    where periods.role = 'current'
    group by periods.period

),

cases_counted as (

    select periods.period, count(*) as cases
    from {{ ref('int_periods') }} as periods
    inner join {{ ref('int_cases') }} as cases
        on cases.received_at >= periods.period_start and cases.received_at < periods.period_end
        and {{ is_taken_by('periods', 'cases') }}
    where periods.role = 'current'
    group by periods.period

),

-- weeks end with the period, and orders may be finished between its end and the as-of
finished_in_time_spans as (

    select period, finished from {{ ref('tickets_by_week') }}
    union all
    select judged.period, count(*) as finished
    from {{ ref('int_tickets_judged') }} as judged
    inner join {{ ref('int_tickets') }} as tickets on judged.ticket_id = tickets.ticket_id
    inner join {{ ref('int_periods') }} as periods
        on judged.period = periods.period and judged.role = periods.role
        and tickets.finished_at >= periods.period_end
    where judged.role = 'current' and judged.is_finished
    group by judged.period

),

wholes as (

    select period, 'tickets_by_type' as rule, 'tickets.total' as whole_code
    from figures
    where indicator_code = 'tickets.total'
    union all
    select period, 'tickets_counted', 'tickets.total'
    from figures
    where indicator_code = 'tickets.total'
    union all
    select period, 'orders_by_unit', 'orders.received'
    from figures
    where indicator_code = 'orders.received'
    union all
    select period, 'orders_counted', 'orders.received'
    from figures
    where indicator_code = 'orders.received'
    union all
    select period, 'finished_by_unit', 'orders.finished'
    from figures
    where indicator_code = 'orders.finished'
    union all
    select period, 'tickets_by_week', 'tickets.total'
    from figures
    where indicator_code = 'tickets.total'
    union all
    select period, 'orders_by_week', 'orders.received'
    from figures
    where indicator_code = 'orders.received'
    union all
    select period, 'finished_by_week', 'orders.finished'
    from figures
    where indicator_code = 'orders.finished'
    union all
    select period, 'cases_by_channel', 'cases.total'
    from figures
    where indicator_code = 'cases.total'
    union all
    select period, 'cases_counted', 'cases.total'
    from figures
    where indicator_code = 'cases.total'
    union all
    select period, 'licenses_by_unit_and_type', 'licenses.total'
    from figures
    where indicator_code = 'licenses.total'
    union all
    select period, 'evaluations_by_unit', 'evaluations.total'
    from figures
    where indicator_code = 'evaluations.total'
    union all
    select period, 'evaluations_by_kind', 'evaluations.total'
    from figures
    where indicator_code = 'evaluations.total'

),

parts as (

    select period, 'tickets_by_type' as rule, sum(tickets) as parts_sum
    from {{ ref('tickets_by_type') }}
    group by period
    union all
    select period, 'tickets_counted', tickets from tickets_counted
    union all
    select period, 'orders_by_unit', sum(received)
    from {{ ref('orders_by_unit') }}
    group by period
    union all
    select period, 'orders_counted', orders from tickets_counted
    union all
    select period, 'finished_by_unit', sum(finished)
    from {{ ref('orders_by_unit') }}
    group by period
    union all
    select period, 'tickets_by_week', sum(tickets)
    from {{ ref('tickets_by_week') }}
    group by period
    union all
    select period, 'orders_by_week', sum(received)
    from {{ ref('tickets_by_week') }}
    group by period
    union all
    select period, 'finished_by_week', sum(finished)
    from finished_in_time_spans
    group by period
    union all
    select period, 'cases_by_channel', sum(cases)
    from {{ ref('cases_by_channel') }}
    group by period
    union all
    select period, 'cases_counted', cases from cases_counted
    union all
    select period, 'licenses_by_unit_and_type', sum(licenses)
    from {{ ref('licenses_by_unit_and_type') }}
    group by period
    union all
    select period, 'evaluations_by_unit', sum(evaluations)
    from {{ ref('evaluations_by_unit') }}
    group by period
    union all
    select period, 'evaluations_by_kind', sum(numerator) from figures
    where indicator_code in ('evaluations.township', 'evaluations.department')
    group by period

)

select
    wholes.period,
    wholes.rule,
    wholes.whole_code,
    figures.numerator as whole,
    cast(coalesce(parts.parts_sum, 0) as bigint) as parts_sum,
    figures.numerator - cast(coalesce(parts.parts_sum, 0) as bigint) as difference
from wholes
inner join figures on wholes.period = figures.period and wholes.whole_code = figures.indicator_code
left join parts on wholes.period = parts.period and wholes.rule = parts.rule
