{% call(landed) with_fate('evaluations', ref('stg_evaluations'), 'evaluation_id') %}
with worded as (

    select rows_in_files.*, cast(levels.meaning as integer) as level
    from {{ landed }} as rows_in_files
    left join {{ ref('int_words') }} as levels
        on levels.list_name = 'evaluation' and rows_in_files.level_word = levels.word

),

of_districts as (

    {{ with_district('worded') }}

),

judged as (

    select
        *,
        case
            when has_surplus_fields then '字段多于表头'
            {{ refused_for_key('evaluation_id', '评价编号') }}
            {{ refused_for_time('evaluated_at', '评价时间') }}
            {{ refused_for_word('level_word', '评价等级') }}
            when level_word is null then '缺少评价等级'
            when level is null then '评价等级不在等级表中'
            {{ refused_for_word('unit_word', '被评价单位') }}
        end as refusal
    from of_districts

)

select * from judged
{% endcall %}
