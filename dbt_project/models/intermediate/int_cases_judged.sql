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
    coalesce(cases.finished_at < periods.as_of, false) as is_finished,
    -- departments and townships are counted at the channels that are theirs, units of other kinds at all
    units.kind not in ('department', 'township') or coalesce(channels.counts_for = units.kind, false)
    as is_counted_for_unit,
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
left join {{ ref('case_channels') }} as channels on cases.channel_code = channels.channel_code
inner join {{ ref('int_periods') }} as periods
    on cases.received_at >= periods.period_start and cases.received_at < periods.period_end
    and {{ is_taken_by('periods', 'cases') }}
