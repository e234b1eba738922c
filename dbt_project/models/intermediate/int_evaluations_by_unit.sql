-- counts of evaluations, one row a period, role of the period and unit
select
    period,
    role,
    unit_id,
    count(*) as evaluations,
    count(*) filter (where is_negative) as negative,
    count(*) filter (where is_rectified) as rectified
from {{ ref('int_evaluations_judged') }}
group by period, role, unit_id
