-- for each planned period the three periods that its figures speak of, each with the moment it is judged at
with plan as (

    select * from {{ source('lake', 'plan') }}

),

offsets as (

    select 'current' as role, 0 as months_back
    union all
    select 'previous' as role, 3 as months_back
    union all
    select 'year_before' as role, 12 as months_back

),

spans as (

    select
        plan.period,
        case when not plan.is_city then plan.district end as district,
        offsets.role,
        {{ months_after('plan.period_start', '-offsets.months_back') }} as period_start,
        {{ months_after('plan.period_end', '-offsets.months_back') }} as period_end,
        plan.as_of as run_as_of
    from plan
    cross join offsets

)

select
    period,
    -- null where the rows of every district are taken
    district,
    role,
    {{ quarter_key('period_start') }} as reference_period,
    period_start,
    -- an earlier period is judged at its own end, as it was published; none is judged later than the run
    least(period_end, run_as_of) as period_end,
    case when role = 'current' then run_as_of else least(period_end, run_as_of) end as as_of
from spans
