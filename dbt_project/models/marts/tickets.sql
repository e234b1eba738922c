select
    tickets.ticket_id,
    tickets.month,
    tickets.quarter,
    tickets.district,
    tickets.received_at,
    tickets.type_code,
    types.type_name,
    tickets.source_channel,
    tickets.topic,
    urgencies.urgency_name as urgency,
    tickets.is_work_order,
    tickets.unit_id,
    units.unit_name,
    tickets.dispatched_at,
    tickets.sign_due_at,
    tickets.sign_limit_is_derived,
    tickets.signed_at,
    tickets.finish_due_at,
    tickets.finish_limit_is_derived,
    tickets.finished_at,
    tickets.extended_due_at,
    coalesce(tickets.sent_back_count, 0) as sent_back_count,
    tickets.visited_at,
    levels.level_name as satisfaction,
    tickets.quality_flags,
    tickets.file,
    tickets.sheet,
    tickets.row_number
from {{ ref('int_tickets') }} as tickets
inner join {{ ref('ticket_types') }} as types on tickets.type_code = types.type_code
left join {{ ref('int_every_unit') }} as units on tickets.unit_id = units.unit_id
left join {{ ref('urgencies') }} as urgencies on tickets.urgency_code = urgencies.urgency_code
left join {{ ref('satisfaction_levels') }} as levels on tickets.satisfaction_level = levels.level
