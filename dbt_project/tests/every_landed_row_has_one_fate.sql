{{ config(meta = {'dagster': {'ref': {'name': 'int_row_fates'}}}) }}
-- rows in the lake of each landed file against the rows that were given a fate: none lost, none twice
with landed as (

    select export, file, data_rows
    from {{ ref('stg_files') }}
    where status = 'landed'

),

fates as (

    select export, file, count(*) as fated_rows
    from {{ ref('int_row_fates') }}
    group by export, file

)

select
    coalesce(landed.export, fates.export) as export,
    coalesce(landed.file, fates.file) as file,
    landed.data_rows,
    fates.fated_rows
from landed
full outer join fates on landed.export = fates.export and landed.file = fates.file
where coalesce(landed.data_rows, -1) <> coalesce(fates.fated_rows, -1)
