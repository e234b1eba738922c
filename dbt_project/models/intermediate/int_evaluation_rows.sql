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
            when evaluation_id is null then '缺少评价编号'
            when evaluated_at_is_empty then '缺少评价时间'
            when evaluated_at is null then '评价时间无法识别'
            when level_word is null then '缺少评价等级'
            when level is null then '评价等级不在等级表中'
        end as refusal
    from of_districts

)

select * from judged
{% endcall %}
