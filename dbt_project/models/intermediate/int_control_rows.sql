{% call(landed) with_fate('controls', ref('stg_controls'), 'period, indicator_code', within='district') %}
with worded as (

    select rows_in_files.*, catalogue.code is not null as is_known_indicator
    from {{ landed }} as rows_in_files
    left join {{ ref('int_indicators') }} as catalogue
        on rows_in_files.indicator_code = catalogue.code

),

of_districts as (

    {{ with_district('worded') }}

),

judged as (

    select
        *,
        case
            when has_surplus_fields then '字段多于表头'
            when period_is_empty then '缺少周期'
            when period is null then '周期无法识别'
            when indicator_code is null then '缺少指标'
            when not is_known_indicator then '指标不在指标目录中'
            when control_value is null then '数值缺失或无法识别'
            -- it would be held against nothing, without a sound
            when district like 'other:%' then '区县不在区县表中'
        end as refusal
    from of_districts

)

select * from judged
{% endcall %}
