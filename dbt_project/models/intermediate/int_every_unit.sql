-- every unit of every district, under the name that it has there
with roster as (

    select
        unit_id, name as unit_name, kind, unit_group, roster_order,
        coalesce(district, {{ default_district() }}) as district
    from {{ ref('units') }}

),

off_roster as (

    select unit_id, unit_name, 'other' as kind, cast(null as string) as unit_group,
        cast(null as integer) as roster_order, district
    from {{ ref('int_off_roster_units') }}

),

every_unit as (

    select * from roster
    union all
    select * from off_roster

)

select
    every_unit.unit_id,
    every_unit.unit_name,
    every_unit.kind,
    every_unit.unit_group,
    every_unit.district,
    every_unit.roster_order is not null as is_on_roster,
    cast(row_number() over (
        order by
            every_unit.roster_order is null, districts.sort_order nulls last, every_unit.roster_order,
            every_unit.unit_name, every_unit.unit_id
    ) as bigint) as listing_order
from every_unit
left join {{ ref('districts') }} as districts on every_unit.district = districts.code
