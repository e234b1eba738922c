-- counts of licences, one row a quarter, role of the period, unit and type
select
    periods.quarter,
    periods.role,
    licenses.unit_id,
    licenses.license_type,
    count(*) as licenses
from {{ ref('int_licenses') }} as licenses
inner join {{ ref('int_periods') }} as periods
    on licenses.filed_at >= periods.period_start and licenses.filed_at < periods.period_end
group by periods.quarter, periods.role, licenses.unit_id, licenses.license_type
