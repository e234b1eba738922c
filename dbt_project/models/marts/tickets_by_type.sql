with types as (

    select * from {{ ref('int_tickets_by_type') }}
    where role = 'current'

),

topics as (

    select periods.quarter, tickets.type_code, tickets.topic, count(*) as tickets
    from {{ ref('int_tickets') }} as tickets
    inner join {{ ref('int_periods') }} as periods
        on tickets.received_at >= periods.period_start
        and tickets.received_at < periods.period_end
        and {{ is_taken_by('periods', 'tickets') }}
        and periods.role = 'current'
    where tickets.topic is not null
    group by periods.quarter, tickets.type_code, tickets.topic

),

leading_topics as (

    select
        quarter,
        type_code,
        topic,
        tickets,
        row_number() over (partition by quarter, type_code order by tickets desc, topic) as place
    from topics

)

select
    types.quarter,
    names.sort_order,
    types.type_code,
    names.type_name,
    types.tickets,
    {{ rate('types.tickets', 'sum(types.tickets) over (partition by types.quarter)') }} as share,
    leading_topics.topic as leading_topic,
    leading_topics.tickets as leading_topic_tickets
from types
inner join {{ ref('ticket_types') }} as names on types.type_code = names.type_code
left join leading_topics
    on types.quarter = leading_topics.quarter
    and types.type_code = leading_topics.type_code
    and leading_topics.place = 1
