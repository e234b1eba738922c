{{ config(meta = {'dagster': {'ref': {'name': 'not_data_rows'}}}) }}
-- each file lists its rows that are no data one by one, up to 10,000, and the rest in one line
with listed as (

    select
        export,
        file,
        count(row_number) as single_rows,
        count(*) as all_lines
    from {{ ref('not_data_rows') }}
    group by export, file

)

select
    files.export,
    files.file,
    files.not_data,
    listed.single_rows,
    listed.all_lines
from {{ ref('landed_files') }} as files
left join listed on files.export = listed.export and files.file = listed.file
where coalesce(listed.single_rows, 0) <> least(files.not_data, 10000)
    or coalesce(listed.all_lines, 0) <> least(files.not_data, 10001)
