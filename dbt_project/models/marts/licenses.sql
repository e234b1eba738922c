select
    licenses.license_id,
    licenses.month,
    licenses.quarter,
    licenses.district,
    licenses.filed_at,
    licenses.license_type,
    licenses.unit_id,
    units.unit_name,
    licenses.issued_on,
    licenses.license_status,
    licenses.quality_flags,
    licenses.file,
    licenses.sheet,
    licenses.row_number
from {{ ref('int_licenses') }} as licenses
inner join {{ ref('int_every_unit') }} as units on licenses.unit_id = units.unit_id
