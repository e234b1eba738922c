-- each evaluation of each period, its rectification judged at the period's as-of
with in_period as (

    select
        periods.period,
        periods.role,
        periods.as_of,
        evaluations.evaluation_id,
        evaluations.district,
        evaluations.unit_id,
        units.kind,
        evaluations.evaluation_channel,
        evaluations.evaluated_at,
        evaluations.rectified_at,
        evaluations.is_satisfied,
        evaluations.is_negative,
        evaluations.file,
        evaluations.sheet,
        evaluations.row_number,
        evaluations.is_negative and coalesce(evaluations.rectified_at < periods.as_of, false) as is_rectified
    from {{ ref('int_evaluations') }} as evaluations
    inner join {{ ref('int_units') }} as units on evaluations.unit_id = units.unit_id
    inner join {{ ref('int_periods') }} as periods
        on evaluations.evaluated_at >= periods.period_start and evaluations.evaluated_at < periods.period_end
        and {{ is_taken_by('periods', 'evaluations') }}

)

select
    period,
    role,
    evaluation_id,
    district,
    unit_id,
    coalesce(evaluation_channel, '未注明') as channel,
    as_of,
    true as is_evaluation,
    kind = 'township' as is_of_township,
    kind <> 'township' as is_of_others,
    is_satisfied,
    is_negative,
    is_rectified,
    is_rectified and rectified_at <= {{ days_after('evaluated_at', threshold('rectify_days')) }}
        as is_rectified_in_time,
    file,
    sheet,
    row_number
from in_period
