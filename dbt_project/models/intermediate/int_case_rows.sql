{% call(landed) with_fate('cases', ref('stg_cases'), 'case_id') %}
with worded as (

    select rows_in_files.*, coalesce(channels.meaning, 'other') as channel_code
    from {{ landed }} as rows_in_files
    left join {{ ref('int_words') }} as channels
        on channels.list_name = 'case_channel' and rows_in_files.channel_word = channels.word

),

of_districts as (

    {{ with_district('worded') }}

),

judged as (

    select
        *,
        case
            when has_surplus_fields then '字段多于表头'
            when case_id is null then '缺少办件编号'
            when received_at_is_empty then '缺少受理时间'
            when received_at is null then '受理时间无法识别'
        end as refusal
    from of_districts

)

select * from judged
{% endcall %}
