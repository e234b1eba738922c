{% call(landed) with_fate('licenses', ref('stg_licenses'), 'license_id') %}
with of_districts as (

    {{ with_district(landed) }}

),

judged as (

    select
        *,
        case
            when has_surplus_fields then '字段多于表头'
            {{ refused_for_key('license_id', '证照标识') }}
            {{ refused_for_time('filed_at', '入库时间') }}
            {{ refused_for_word('license_type_word', '证照类型') }}
            {{ refused_for_word('unit_word', '颁发单位') }}
        end as refusal
    from of_districts

)

select * from judged
{% endcall %}
