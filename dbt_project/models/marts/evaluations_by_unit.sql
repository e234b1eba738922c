select
    counted.period,
    cast(row_number() over (
        partition by counted.period order by counted.evaluations desc, units.listing_order
    ) as bigint) as listing_position,
    counted.unit_id,
    units.unit_name,
    units.kind,
    counted.evaluations,
    counted.negative,
    counted.rectified
from {{ ref('int_evaluations_by_unit') }} as counted
inner join {{ ref('int_units') }} as units on counted.unit_id = units.unit_id
where counted.role = 'current'
