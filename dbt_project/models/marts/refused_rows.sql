-- the reason names the column, never the value found: what a misplaced column holds may be personal
select
    export,
    file,
    sheet,
    row_number,
    refusal as reason
from {{ ref('int_row_fates') }}
where fate = 'refused'
