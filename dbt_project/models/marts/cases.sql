select
    cases.case_id,
    cases.month,
    cases.quarter,
    cases.district,
    cases.received_at,
    cases.unit_id,
    units.unit_name,
    cases.channel_code,
    coalesce(channels.channel_name, '其他渠道') as channel_name,
    cases.item_code,
    cases.item_name,
    cases.is_cross_province,
    cases.is_cross_region,
    cases.is_zero_material,
    cases.is_tolerant,
    cases.is_commitment,
    cases.is_one_license,
    cases.due_at,
    cases.finished_at,
    cases.case_status,
    cases.quality_flags,
    cases.file,
    cases.sheet,
    cases.row_number
from {{ ref('int_cases') }} as cases
inner join {{ ref('int_every_unit') }} as units on cases.unit_id = units.unit_id
left join {{ ref('case_channels') }} as channels on cases.channel_code = channels.channel_code
