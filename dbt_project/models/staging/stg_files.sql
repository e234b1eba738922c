with source as (

    select * from {{ source('lake', 'files') }}
    -- what was landed of an export that the office has not counts nowhere
    where export = 'controls' or export in (select export from {{ ref('parts') }})

)

select
    export,
    file,
    sha256,
    content,
    export_time,
    status,
    reason,
    data_rows,
    present,
    not_data
from source
