-- counts of cases, one row a period, role of the period, unit and channel, with the flags beside
select
    period,
    role,
    unit_id,
    channel_code,
    count(*) as cases,
    count(*) filter (where is_counted_for_unit) as counted_for_unit,
    count(*) filter (where is_cross_province) as cross_province,
    count(*) filter (where is_cross_region) as cross_region,
    count(*) filter (where is_zero_material) as zero_material,
    count(*) filter (where is_tolerant) as tolerant,
    count(*) filter (where is_commitment) as commitment,
    count(*) filter (where is_one_license) as one_license
from {{ ref('int_cases_judged') }}
group by period, role, unit_id, channel_code
