-- each case of each period, with whether it counts for its unit
select
    periods.period,
    periods.role,
    cases.case_id,
    cases.district,
    cases.unit_id,
    cases.channel_code,
    periods.as_of,
    true as is_case,
    -- departments are counted at the hall, townships at their centres, units of other kinds wherever they are
    case units.kind
        when 'department' then cases.channel_code = 'hall'
        when 'township' then cases.channel_code = 'township'
        else true
    end as is_counted_for_unit,
    cases.is_cross_province,
    cases.is_cross_region,
    cases.is_zero_material,
    cases.is_tolerant,
    cases.is_commitment,
    cases.is_one_license,
    cases.file,
    cases.sheet,
    cases.row_number
from {{ ref('int_cases') }} as cases
inner join {{ ref('int_units') }} as units on cases.unit_id = units.unit_id
inner join {{ ref('int_periods') }} as periods
    on cases.received_at >= periods.period_start and cases.received_at < periods.period_end
    and {{ is_taken_by('periods', 'cases') }}
