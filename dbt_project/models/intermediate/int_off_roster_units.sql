-- units that exports name and the roster does not, each under its own name as written
select
    unit_id,
    district,
    -- of several spellings the first in code-point order, so that the order of landing does not matter
    min(unit_written) as unit_name
from {{ ref('int_off_roster_spellings') }}
group by unit_id, district
