-- every unit that can stand in a table of the plan's district, in the order in which ties are listed; of the city, all
with plan as (

    select distinct district, is_city from {{ source('lake', 'plan') }}

),

off_roster as (

    -- as the period's own rows write it, else as those of a reference period do, else as earlier ones do: what
    -- comes in for another period changes no name
    select
        spellings.unit_id,
        coalesce(
            {% for role in ['current', 'previous', 'year_before'] %}
            min(case
                when periods.role = '{{ role }}' and spellings.month_start >= periods.period_start
                    then spellings.unit_written
            end),
            {% endfor %}
            min(spellings.unit_written)
        ) as unit_name
    from {{ ref('int_off_roster_spellings') }} as spellings
    inner join {{ ref('int_periods') }} as periods
        on spellings.first_at < periods.period_end
        and {{ is_taken_by('periods', 'spellings') }}
    group by spellings.unit_id

),

named as (

    select
        units.unit_id,
        units.district,
        coalesce(off_roster.unit_name, units.unit_name) as unit_name,
        units.kind,
        units.unit_group,
        units.is_on_roster,
        units.listing_order
    from {{ ref('int_every_unit') }} as units
    left join off_roster on units.unit_id = off_roster.unit_id
    -- one that is named in later rows alone stands in no table of this period
    where units.is_on_roster or off_roster.unit_id is not null

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
    -- where there are groups, those units that have none are one too: so groups add up to the whole
    coalesce(
        units.unit_group, case when max(units.unit_group) over () is not null then '{{ units_without_group() }}' end
    ) as unit_group,
    units.is_on_roster,
    cast(row_number() over (
        order by
            not units.is_on_roster,
            case when units.is_on_roster then units.listing_order end,
            districts.sort_order nulls last,
            units.unit_name,
            units.unit_id
    ) as bigint) as listing_order
from named as units
inner join plan on plan.is_city or units.district = plan.district
left join {{ ref('districts') }} as districts on units.district = districts.code
