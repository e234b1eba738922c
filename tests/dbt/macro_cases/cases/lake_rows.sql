-- two files of one folder, one with a column that the other lacks; rows are numbered within their file
with found as (

    select name, later_column, file_row_number
    from {{ lake_rows('rows/two/*.parquet') }}

),

expected (name, later_column, file_row_number) as (

    values ('a1', cast(null as string), cast(0 as bigint)), ('a2', null, 1), ('b1', '红', 0), ('b2', null, 1), ('b3', '', 2)

)

(select 'missing' as problem, * from expected except all select 'missing' as problem, * from found)
union all
(select 'not expected' as problem, * from found except all select 'not expected' as problem, * from expected)
