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
            {{ refused_for_key('case_id', '办件编号') }}
            {{ refused_for_time('received_at', '受理时间') }}
            {{ refused_for_word('unit_word', '办理单位') }}
        end as refusal
    from of_districts

)

select * from judged
{% endcall %}
