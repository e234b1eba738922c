-- each work order that a period found open at its start: received before it, and not finished by then
select
    periods.period,
    periods.role,
    tickets.ticket_id,
    tickets.district,
    tickets.unit_id,
    tickets.type_code,
    coalesce(tickets.source_channel, '未注明') as channel,
    coalesce(tickets.topic_1, '未注明') as topic_1,
    coalesce(tickets.topic, '未注明') as topic,
    coalesce(tickets.topic_3, '未注明') as topic_3,
    periods.as_of,
    true as is_carried_over,
    tickets.file,
    tickets.sheet,
    tickets.row_number
from {{ ref('int_tickets') }} as tickets
inner join {{ ref('int_periods') }} as periods
    on tickets.received_at < periods.period_start
    and {{ is_taken_by('periods', 'tickets') }}
where tickets.is_work_order
    and (tickets.finished_at is null or tickets.finished_at >= periods.period_start)
