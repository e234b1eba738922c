with rows_in_files as (

    select files.file, files.export_time, rows.*
    from {{ ref('stg_licenses') }} as rows
    inner join {{ ref('stg_files') }} as files
        on rows.content = files.sha256 and files.export = 'licenses' and files.status = 'landed'

),

of_districts as (

    {{ with_district('rows_in_files') }}

),

judged as (

    select
        *,
        case
            when has_surplus_fields then '字段多于表头'
            when license_id is null then '缺少证照标识'
            when filed_at_is_empty then '缺少入库时间'
            when filed_at is null then '入库时间无法识别'
        end as refusal
    from of_districts

)

{{ with_fate('judged', 'license_id') }}
