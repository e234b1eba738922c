-- counts of evaluations, one row a quarter, role of the period and unit
select
    periods.quarter,
    periods.role,
    evaluations.unit_id,
    units.kind,
    count(*) as evaluations,
    count(*) filter (where evaluations.is_negative) as negative,
    count(*) filter (
        where evaluations.is_negative and coalesce(evaluations.rectified_at < periods.as_of, false)
    ) as rectified
from {{ ref('int_evaluations') }} as evaluations
inner join {{ ref('int_units') }} as units on evaluations.unit_id = units.unit_id
inner join {{ ref('int_periods') }} as periods
    on evaluations.evaluated_at >= periods.period_start and evaluations.evaluated_at < periods.period_end
group by periods.quarter, periods.role, evaluations.unit_id, units.kind
