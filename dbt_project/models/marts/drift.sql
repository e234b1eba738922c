-- what can have drifted: each figure beside what went before it; what is too much stands in expectations/drift.yml
with plan as (

    select period, period_end, as_of from {{ source('lake', 'plan') }}

),

shares as (

    select
        period,
        'share' as kind,
        indicator_code as subject,
        indicator_name as subject_name,
        previous_value as earlier_value,
        value as current_value,
        value - previous_value as moved,
        denominator as rows_behind
    from {{ ref('headline_indicators') }}
    where is_rate and value is not null and previous_value is not null and denominator > 0

),

-- a period that still runs has had no time to be compared as a whole
units as (

    select
        figures.period,
        'unit' as kind,
        figures.indicator_code || '@' || figures.unit_name as subject,
        figures.unit_name || catalogue.name as subject_name,
        figures.previous_value as earlier_value,
        figures.value as current_value,
        {{ change_rate('cast(figures.value as bigint)', 'cast(figures.previous_value as bigint)') }} as moved,
        cast(figures.previous_value as bigint) as rows_behind
    from {{ ref('unit_indicators') }} as figures
    inner join {{ ref('int_indicators') }} as catalogue on figures.indicator_code = catalogue.code
    inner join plan on figures.period = plan.period and plan.as_of >= plan.period_end
    where figures.indicator_code in ('orders.received', 'cases.unit', 'licenses.unit', 'evaluations.unit')
        and figures.previous_value > 0

),

days as (

    select
        period,
        'day' as kind,
        export || ' ' || cast(day as string) as subject,
        case export
            when 'tickets' then '工单'
            when 'cases' then '办件'
            when 'licenses' then '证照'
            when 'evaluations' then '好差评'
        end || ' ' || cast(day as string) as subject_name,
        cast(usual as decimal(18, 2)) as earlier_value,
        cast(received as decimal(18, 2)) as current_value,
        {{ change_rate('received', 'usual') }} as moved,
        usual as rows_behind
    from {{ ref('int_intake_by_day') }}
    where usual > 0 and like_days >= 4

),

everything as (

    select * from shares
    union all
    select * from units
    union all
    select * from days

)

select period, kind, subject, subject_name, earlier_value, current_value, moved, rows_behind
from everything
