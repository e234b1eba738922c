{% call(landed) with_fate('tickets', ref('stg_tickets'), 'ticket_id') %}
with worded as (

    select
        rows_in_files.*,
        types.meaning as type_code,
        urgencies.meaning as urgency_code,
        cast(ratings.meaning as integer) as satisfaction_level
    from {{ landed }} as rows_in_files
    left join {{ ref('int_words') }} as types
        on types.list_name = 'ticket_type' and rows_in_files.ticket_type_word = types.word
    left join {{ ref('int_words') }} as urgencies
        on urgencies.list_name = 'urgency' and rows_in_files.urgency_word = urgencies.word
    left join {{ ref('int_words') }} as ratings
        on ratings.list_name = 'satisfaction' and rows_in_files.satisfaction_word = ratings.word

),

of_districts as (

    {{ with_district('worded') }}

),

judged as (

    select
        *,
        case
            when has_surplus_fields then '字段多于表头'
            {{ refused_for_key('ticket_id', '工单编号') }}
            {{ refused_for_time('received_at', '受理时间') }}
            {{ refused_for_word('ticket_type_word', '诉求类型') }}
            when ticket_type_word is null then '缺少诉求类型'
            when type_code is null then '诉求类型不在类型表中'
            {{ refused_for_word('unit_word', '承办单位') }}
        end as refusal
    from of_districts

)

select * from judged
{% endcall %}
