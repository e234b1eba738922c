with source as (

    select * from {{ source('lake', 'not_data') }}

)

select
    export,
    _content as content,
    sheet,
    sheet_number,
    row_number,
    reason
from source
