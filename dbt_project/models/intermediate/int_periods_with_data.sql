{#
  Which exports have any row in which period: a figure of a period without rows is left empty. A change speaks
  of whole spans: it needs rows in every month of the earlier one, and a period that is over.
#}
{% set received = {
    'tickets': 'received_at', 'cases': 'received_at', 'licenses': 'filed_at', 'evaluations': 'evaluated_at'
} %}
with plan as (

    select period, as_of >= period_end as is_over from {{ source('lake', 'plan') }}

),

months as (

    {% for export, moment in received.items() %}
    select
        periods.period,
        periods.role,
        periods.months,
        '{{ export }}' as export,
        date_trunc('month', received.{{ moment }}) as month_start
    from {{ ref('int_periods') }} as periods
    inner join {{ ref('int_' ~ export) }} as received
        on received.{{ moment }} >= periods.period_start
        and received.{{ moment }} < periods.period_end
        and {{ is_taken_by('periods', 'received') }}
    group by periods.period, periods.role, periods.months, date_trunc('month', received.{{ moment }})
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    months.period,
    months.role,
    months.export,
    plan.is_over and count(*) = months.months as is_comparable
from months
inner join plan on months.period = plan.period
group by months.period, months.role, months.months, months.export, plan.is_over
