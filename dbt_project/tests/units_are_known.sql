-- units off the roster count under their own name; someone should look whether an alias is missing
{{ config(severity = 'warn', meta = {'dagster': {'ref': {'name': 'int_off_roster_units'}}}) }}
select unit_id, district, unit_name
from {{ ref('int_off_roster_units') }}
