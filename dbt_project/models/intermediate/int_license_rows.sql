{% call(landed) with_fate('licenses', ref('stg_licenses'), 'license_id') %}
with of_districts as (

    {{ with_district(landed) }}

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

select * from judged
{% endcall %}
