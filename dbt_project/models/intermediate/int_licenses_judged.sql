-- each licence of each period; units and types are counted by the first licence of each
select
    periods.period,
    periods.role,
    licenses.license_id,
    licenses.district,
    licenses.unit_id,
    coalesce(types.license_type, '未注明') as license_type,
    periods.as_of,
    true as is_license,
    row_number() over (
        partition by periods.period, periods.role, licenses.unit_id
        order by licenses.filed_at, licenses.license_id
    ) = 1 as is_first_of_unit,
    row_number() over (
        partition by periods.period, periods.role, coalesce(types.license_type, '未注明')
        order by licenses.filed_at, licenses.license_id
    ) = 1 as is_first_of_type,
    licenses.file,
    licenses.sheet,
    licenses.row_number
from {{ ref('int_licenses') }} as licenses
inner join {{ ref('int_periods') }} as periods
    on licenses.filed_at >= periods.period_start and licenses.filed_at < periods.period_end
    and {{ is_taken_by('periods', 'licenses') }}
left join {{ ref('int_license_types') }} as types on licenses.license_type_word = types.license_type_word
