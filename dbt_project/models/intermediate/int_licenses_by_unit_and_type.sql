-- counts of licences, one row a quarter, role of the period, unit and type
select quarter, role, unit_id, license_type, count(*) as licenses
from {{ ref('int_licenses_judged') }}
group by quarter, role, unit_id, license_type
