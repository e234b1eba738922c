-- counts of licences, one row a period, role of the period, unit and type
select period, role, unit_id, license_type, count(*) as licenses
from {{ ref('int_licenses_judged') }}
group by period, role, unit_id, license_type
