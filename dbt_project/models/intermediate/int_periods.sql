-- each planned period and its reference periods, with the moment at which each is judged
with plan as (

    select * from {{ source('lake', 'plan') }}

),

reference_periods as (

    select *, 'current' as role, period as reference_period, 0 as months_back
    from plan
    union all
    select *, 'previous' as role, previous_period as reference_period, months as months_back
    from plan
    union all
    select *, 'year_before' as role, year_before_period as reference_period, 12 as months_back
    from plan

),

spans as (

    select
        period,
        case when not is_city then district end as district,
        role,
        reference_period,
        months,
        {{ months_after('period_start', '-months_back') }} as period_start,
        {{ months_after('period_end', '-months_back') }} as period_end,
        as_of as run_as_of
    from reference_periods

)

select
    period,
    -- null where the rows of every district are taken
    district,
    role,
    reference_period,
    months,
    period_start,
    -- an earlier period is judged at its own end, as it was published; none is judged later than the run
    least(period_end, run_as_of) as period_end,
    case when role = 'current' then run_as_of else least(period_end, run_as_of) end as as_of,
    -- those that have begun: the last one may not be over
    {{ whole_quotient(seconds_between('period_start', 'least(period_end, run_as_of)') ~ ' + 86399', 86400) }}
        as days
from spans
