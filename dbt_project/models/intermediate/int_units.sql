-- every unit that can stand in a table of the plan's district, in the order in which ties are listed; of the city, all
with plan as (

    select distinct district, is_city from {{ source('lake', 'plan') }}

)

select
    units.unit_id,
    case
        -- several districts have a unit of the same name
        when plan.is_city
            then coalesce(districts.name, {{ replaced('units.district', '^other:', '') }}) || '·' || units.unit_name
        else units.unit_name
    end as unit_name,
    units.kind,
    units.is_on_roster,
    units.listing_order
from {{ ref('int_every_unit') }} as units
inner join plan on plan.is_city or units.district = plan.district
left join {{ ref('districts') }} as districts on units.district = districts.code
