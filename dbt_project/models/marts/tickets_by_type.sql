with types as (

    select * from {{ ref('int_tickets_by_type') }}
    where role = 'current'

),

topics as (

    select periods.period, tickets.type_code, tickets.topic, count(*) as tickets
    from {{ ref('int_tickets') }} as tickets
    inner join {{ ref('int_periods') }} as periods
        on tickets.received_at >= periods.period_start
        and tickets.received_at < periods.period_end
        and {{ is_taken_by('periods', 'tickets') }}
        and periods.role = 'current'
    where tickets.topic is not null
    group by periods.period, tickets.type_code, tickets.topic

),

leading_topics as (

    select
        period,
        type_code,
        topic,
        tickets,
        row_number() over (partition by period, type_code order by tickets desc, topic) as place
    from topics

)

select
    types.period,
    names.sort_order,
    types.type_code,
    names.type_name,
    types.tickets,
    {{ rate('types.tickets', 'sum(types.tickets) over (partition by types.period)') }} as share,
    leading_topics.topic as leading_topic,
    leading_topics.tickets as leading_topic_tickets
from types
inner join {{ ref('ticket_types') }} as names on types.type_code = names.type_code
left join leading_topics
    on types.period = leading_topics.period
    and types.type_code = leading_topics.type_code
    and leading_topics.place = 1
