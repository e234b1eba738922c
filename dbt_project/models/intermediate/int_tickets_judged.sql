-- each ticket of each period, judged at the period's as-of: what happened later has not happened yet
with in_period as (

    select
        periods.period,
        periods.role,
        periods.as_of,
        tickets.ticket_id,
        tickets.district,
        tickets.unit_id,
        tickets.type_code,
        tickets.source_channel,
        tickets.topic_1,
        tickets.topic,
        tickets.topic_3,
        tickets.caller,
        tickets.is_repeated,
        tickets.is_work_order,
        tickets.received_at,
        tickets.dispatched_at,
        tickets.sign_due_at,
        tickets.signed_at,
        tickets.finish_due_at,
        tickets.finished_at,
        tickets.extended_due_at,
        tickets.sent_back_count,
        tickets.visited_at,
        tickets.satisfaction_level,
        tickets.is_solved,
        tickets.is_valid,
        tickets.reply_length,
        tickets.reply_hash,
        tickets.has_replies_in_file,
        tickets.file,
        tickets.sheet,
        tickets.row_number
    from {{ ref('int_tickets') }} as tickets
    inner join {{ ref('int_periods') }} as periods
        on tickets.received_at >= periods.period_start and tickets.received_at < periods.period_end
        and {{ is_taken_by('periods', 'tickets') }}

),

as_known_then as (

    select
        *,
        is_work_order and coalesce(signed_at < as_of, false) as is_signed,
        is_work_order and coalesce(finished_at < as_of, false) as is_finished,
        -- what the citizen says has the visit's time, else the completion's; with neither it counts
        is_work_order and coalesce(coalesce(visited_at, finished_at) < as_of, true) as citizen_has_spoken
    from in_period

),

with_limits_kept as (

    select
        *,
        is_work_order
        and coalesce(case when is_signed then signed_at > sign_due_at else sign_due_at < as_of end, false)
            as is_sign_overdue,
        is_work_order
        and coalesce(
            case when is_finished then finished_at > finish_due_at else finish_due_at < as_of end, false
        ) as is_finish_overdue,
        is_finished and has_replies_in_file as is_reply_judged,
        case
            when reply_hash is not null
                then count(*) over (partition by period, role, district, reply_hash)
        end as tickets_with_this_reply
    from as_known_then

)

select
    tickets.period,
    tickets.role,
    tickets.ticket_id,
    tickets.district,
    tickets.unit_id,
    tickets.type_code,
    coalesce(tickets.source_channel, '未注明') as channel,
    coalesce(tickets.topic_1, '未注明') as topic_1,
    coalesce(tickets.topic, '未注明') as topic,
    coalesce(tickets.topic_3, '未注明') as topic_3,
    tickets.as_of,
    true as is_ticket,
    not tickets.is_work_order as is_direct,
    tickets.caller is not null and tickets.topic is not null as is_caller_known,
    tickets.is_repeated,
    coalesce(tickets.is_valid, false) as is_valid,
    coalesce(not tickets.is_valid, false) as is_invalid,
    -- what the centre answers itself is finished at once, unless the export says when
    case
        when tickets.is_work_order then tickets.is_finished
        else coalesce(tickets.finished_at < tickets.as_of, true)
    end as is_ticket_finished,
    tickets.is_work_order,
    tickets.is_signed,
    tickets.is_signed and not tickets.is_sign_overdue as is_signed_in_time,
    tickets.is_signed or tickets.is_sign_overdue as is_sign_due,
    tickets.is_sign_overdue,
    tickets.is_finished,
    tickets.is_finished and not tickets.is_finish_overdue as is_finished_in_time,
    tickets.is_finished and tickets.finish_due_at is not null as is_finished_with_limit,
    tickets.is_finished
    and coalesce(cast(tickets.finished_at as date) < cast(tickets.finish_due_at as date), false)
        as is_finished_early,
    tickets.is_finished or tickets.is_finish_overdue as is_finish_due,
    tickets.is_finish_overdue,
    tickets.is_work_order and not tickets.is_finished as is_open,
    tickets.is_work_order and tickets.extended_due_at is not null as is_extended,
    case when tickets.is_work_order then coalesce(tickets.sent_back_count, 0) else 0 end as sent_back_count,
    tickets.is_work_order and coalesce(tickets.sent_back_count > 0, false) as is_returned,
    tickets.is_work_order and coalesce(tickets.sent_back_count >= {{ threshold('returned_often') }}, false)
        as is_returned_often,
    tickets.is_finished and coalesce(tickets.visited_at < tickets.as_of, false) as is_visited,
    tickets.citizen_has_spoken and tickets.satisfaction_level is not null as is_rated,
    tickets.citizen_has_spoken and coalesce(levels.is_satisfied, false) as is_satisfied,
    tickets.citizen_has_spoken
    and tickets.satisfaction_level is not null
    and not coalesce(levels.is_satisfied, false) as is_unsatisfied,
    tickets.citizen_has_spoken and tickets.is_solved is not null as is_solved_known,
    tickets.citizen_has_spoken and coalesce(tickets.is_solved, false) as is_solved,
    tickets.is_reply_judged,
    tickets.is_reply_judged and tickets.reply_hash is null as is_reply_empty,
    tickets.is_reply_judged
    and coalesce(tickets.reply_length < {{ threshold('reply_short_characters') }}, false) as is_reply_short,
    tickets.is_reply_judged
    and coalesce(tickets.tickets_with_this_reply >= {{ threshold('boilerplate_tickets') }}, false)
        as is_reply_boilerplate,
    case
        when tickets.is_finished
            then greatest(
                {{ minutes_between('coalesce(tickets.dispatched_at, tickets.received_at)', 'tickets.finished_at') }}, 0
            )
    end as handling_minutes,
    tickets.file,
    tickets.sheet,
    tickets.row_number
from with_limits_kept as tickets
left join {{ ref('satisfaction_levels') }} as levels on tickets.satisfaction_level = levels.level
