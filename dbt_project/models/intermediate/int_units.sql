-- every unit that can stand in a table, in the order in which ties are listed
with roster as (

    select unit_id, name as unit_name, kind, roster_order
    from {{ ref('units') }}

),

off_roster as (

    select unit_id, unit_name, 'other' as kind, cast(null as integer) as roster_order
    from {{ ref('int_off_roster_units') }}

),

every_unit as (

    select * from roster
    union all
    select * from off_roster

)

select
    unit_id,
    unit_name,
    kind,
    roster_order is not null as is_on_roster,
    cast(row_number() over (order by roster_order nulls last, unit_name, unit_id) as bigint) as listing_order
from every_unit
