with counted as (

    select * from {{ ref('int_licenses_by_unit_and_type') }}
    where role = 'current'

),

unit_totals as (

    select period, unit_id, cast(sum(licenses) as bigint) as unit_licenses
    from counted
    group by period, unit_id

),

ranked as (

    select *, cast(rank() over (partition by period order by unit_licenses desc) as bigint) as unit_rank
    from unit_totals

)

select
    counted.period,
    cast(row_number() over (
        partition by counted.period
        order by ranked.unit_rank, units.listing_order, counted.licenses desc, counted.license_type
    ) as bigint) as listing_position,
    counted.unit_id,
    units.unit_name,
    units.kind,
    counted.license_type,
    counted.licenses,
    ranked.unit_licenses,
    ranked.unit_rank
from counted
inner join ranked on counted.period = ranked.period and counted.unit_id = ranked.unit_id
inner join {{ ref('int_units') }} as units on counted.unit_id = units.unit_id
