with accepted as (

    select * from {{ ref('int_ticket_rows') }}
    where fate = 'accepted'

),

known_units as (

    select word, meaning as unit_id, district from {{ ref('int_words') }}
    where list_name = 'unit'

),

with_replies as (

    -- whatever became of the rows: an export with a column of replies stays one
    select distinct file from {{ ref('int_ticket_rows') }}
    where reply_hash is not null

)

select
    accepted.ticket_id,
    {{ month_key('accepted.received_at') }} as month,
    {{ quarter_key('accepted.received_at') }} as quarter,
    accepted.received_at,
    accepted.district,
    accepted.type_code,
    accepted.source_channel,
    accepted.topic_1,
    accepted.topic,
    accepted.topic_3,
    accepted.caller,
    -- the same caller, the same topic, not long after: the earlier one is not a repetition, the later one is
    coalesce(
        accepted.received_at <= {{ days_after(
            'lag(accepted.received_at) over (
                partition by accepted.district, accepted.caller, accepted.topic
                order by accepted.received_at, accepted.ticket_id
            )', threshold('repeat_days')
        ) }}
        and accepted.caller is not null
        and accepted.topic is not null,
        false
    ) as is_repeated,
    accepted.urgency_word,
    accepted.urgency_code,
    {{ unit_id('known_units.unit_id', 'accepted.unit_word', 'accepted.district') }} as unit_id,
    accepted.unit_word is not null as is_work_order,
    accepted.dispatched_at,
    coalesce(accepted.sign_due_at, limits.sign_due_at) as sign_due_at,
    limits.sign_due_at is not null as sign_limit_is_derived,
    accepted.signed_at,
    coalesce(accepted.extended_due_at, accepted.finish_due_at, limits.finish_due_at) as finish_due_at,
    limits.finish_due_at is not null as finish_limit_is_derived,
    accepted.finished_at,
    accepted.extended_due_at,
    accepted.sent_back_count,
    accepted.visited_at,
    accepted.satisfaction_level,
    accepted.is_solved,
    accepted.is_valid,
    accepted.reply_length,
    accepted.reply_hash,
    with_replies.file is not null as has_replies_in_file,
    nullif(concat_ws(
        ',',
        case when accepted.unit_word is not null and known_units.unit_id is null then 'unknown_unit' end,
        case
            when accepted.urgency_word is not null and accepted.urgency_code is null then 'unknown_urgency'
        end,
        case when accepted.has_missing_fields then 'fewer_fields' end,
        case when accepted.has_unknown_district then 'unknown_district' end,
        accepted.value_flags,
        case
            when (limits.needs_sign_limit and limits.sign_due_at is null)
                or (limits.needs_finish_limit and limits.finish_due_at is null)
                then 'limit_outside_calendar'
        end,
        case when accepted.dispatched_at < accepted.received_at then 'dispatched_before_received' end,
        case when accepted.signed_at < accepted.dispatched_at then 'signed_before_dispatched' end,
        case when accepted.finished_at < accepted.received_at then 'finished_before_received' end
    ), '') as quality_flags,
    accepted.file,
    accepted.sheet,
    accepted.row_number
from accepted
left join known_units
    on accepted.unit_word = known_units.word and accepted.district = known_units.district
left join {{ ref('int_ticket_limits') }} as limits on accepted.ticket_id = limits.ticket_id
left join with_replies on accepted.file = with_replies.file
