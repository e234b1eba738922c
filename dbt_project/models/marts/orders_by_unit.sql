with counted as (

    select * from {{ ref('int_orders_by_unit') }}
    where role = 'current'

)

select
    counted.period,
    cast(row_number() over (partition by counted.period order by counted.received desc, units.listing_order) as bigint)
        as listing_position,
    counted.unit_id,
    units.unit_name,
    units.kind,
    counted.received,
    counted.signed,
    counted.sign_overdue,
    {{ rate('counted.sign_overdue', 'counted.received') }} as sign_overdue_rate,
    counted.finished,
    {{ rate('counted.finished', 'counted.received') }} as finish_rate,
    counted.finish_overdue,
    {{ rate('counted.finish_overdue', 'counted.received') }} as finish_overdue_rate,
    counted.extended,
    counted.sent_back,
    counted.rated,
    counted.satisfied,
    {{ rate('counted.satisfied', 'counted.rated') }} as satisfaction_rate
from counted
inner join {{ ref('int_units') }} as units on counted.unit_id = units.unit_id
