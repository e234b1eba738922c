with fates as (

    select
        export,
        file,
        count(*) filter (where fate = 'accepted') as accepted,
        count(*) filter (where fate = 'superseded') as superseded,
        count(*) filter (where is_superseded_in_file) as superseded_in_file,
        count(*) filter (where fate = 'refused') as refused
    from {{ ref('int_row_fates') }}
    group by export, file

)

select
    files.export,
    files.file,
    files.sha256,
    files.export_time,
    files.status,
    files.reason,
    files.present,
    files.data_rows,
    coalesce(fates.accepted, 0) as accepted,
    coalesce(fates.superseded, 0) as superseded,
    coalesce(fates.superseded_in_file, 0) as superseded_in_file,
    coalesce(fates.refused, 0) as refused,
    files.not_data
from {{ ref('stg_files') }} as files
left join fates on files.export = fates.export and files.file = fates.file
