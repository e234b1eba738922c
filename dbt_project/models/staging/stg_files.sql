with source as (

    select * from {{ source('lake', 'files') }}

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
