-- rows below a header that are no data and count nowhere; the reason names their kind, never what they say
select
    files.export,
    files.file,
    rows.sheet,
    rows.row_number,
    rows.reason
from {{ ref('stg_not_data_rows') }} as rows
inner join {{ ref('stg_files') }} as files
    on rows.content = files.content and rows.export = files.export and files.status = 'landed'
