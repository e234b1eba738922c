with type_names as (

    -- one name for the spellings of a type, whatever the order of landing
    select license_type_word, min(license_type_written) as license_type
    from {{ ref('int_licenses') }}
    group by license_type_word

)

select
    licenses.license_id,
    licenses.month,
    licenses.quarter,
    licenses.district,
    licenses.filed_at,
    coalesce(type_names.license_type, '未注明') as license_type,
    licenses.unit_id,
    units.unit_name,
    licenses.issued_on,
    licenses.license_status,
    licenses.quality_flags,
    licenses.file,
    licenses.sheet,
    licenses.row_number
from {{ ref('int_licenses') }} as licenses
inner join {{ ref('int_every_unit') }} as units on licenses.unit_id = units.unit_id
left join type_names on licenses.license_type_word = type_names.license_type_word
