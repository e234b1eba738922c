-- counts of cases, one row a quarter, role of the period, unit and channel, with the flags beside
select
    periods.quarter,
    periods.role,
    cases.unit_id,
    cases.channel_code,
    count(*) as cases,
    count(*) filter (where cases.is_cross_province) as cross_province,
    count(*) filter (where cases.is_cross_region) as cross_region,
    count(*) filter (where cases.is_zero_material) as zero_material,
    count(*) filter (where cases.is_tolerant) as tolerant,
    count(*) filter (where cases.is_commitment) as commitment,
    count(*) filter (where cases.is_one_license) as one_license
from {{ ref('int_cases') }} as cases
inner join {{ ref('int_periods') }} as periods
    on cases.received_at >= periods.period_start and cases.received_at < periods.period_end
group by periods.quarter, periods.role, cases.unit_id, cases.channel_code
