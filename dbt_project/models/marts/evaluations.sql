select
    evaluations.evaluation_id,
    evaluations.month,
    evaluations.quarter,
    evaluations.district,
    evaluations.evaluated_at,
    evaluations.level,
    levels.level_name,
    evaluations.unit_id,
    units.unit_name,
    evaluations.case_id,
    evaluations.evaluation_channel,
    evaluations.rectified_at,
    evaluations.quality_flags,
    evaluations.file,
    evaluations.sheet,
    evaluations.row_number
from {{ ref('int_evaluations') }} as evaluations
inner join {{ ref('int_every_unit') }} as units on evaluations.unit_id = units.unit_id
inner join {{ ref('satisfaction_levels') }} as levels on evaluations.level = levels.level
