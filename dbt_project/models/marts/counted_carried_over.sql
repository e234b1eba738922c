select
    judged.period,
    judged.ticket_id,
    judged.unit_id,
    units.unit_name,
    judged.type_code,
    judged.channel,
    judged.topic_1,
    judged.topic,
    judged.topic_3,
    judged.as_of,
    judged.is_carried_over,
    judged.file,
    judged.sheet,
    judged.row_number
from {{ ref('int_carried_over_judged') }} as judged
inner join {{ ref('int_units') }} as units on judged.unit_id = units.unit_id
where judged.role = 'current'
