{{ config(meta = {'dagster': {'ref': {'name': 'indicators_by_group'}}}) }}
-- where there are groups each unit is in one: what is counted by unit adds up to the same by group
with by_group as (

    select
        period,
        indicator_code,
        sum(numerator) as numerators,
        sum(case when statistic <> 'count' then denominator end) as denominators,
        sum(case when statistic = 'count' then previous_value end) as previous_counts,
        sum(case when statistic = 'count' then year_before_value end) as year_before_counts
    from {{ ref('indicators_by_group') }}
    group by period, indicator_code

),

by_unit as (

    select
        period,
        indicator_code,
        sum(numerator) as numerators,
        sum(case when statistic <> 'count' then denominator end) as denominators,
        sum(case when statistic = 'count' then previous_value end) as previous_counts,
        sum(case when statistic = 'count' then year_before_value end) as year_before_counts
    from {{ ref('int_indicator_values') }}
    where dimension = 'unit'
    group by period, indicator_code

)

select by_group.*
from by_group
left join by_unit
    on by_group.period = by_unit.period and by_group.indicator_code = by_unit.indicator_code
where by_group.numerators is distinct from by_unit.numerators
    or by_group.denominators is distinct from by_unit.denominators
    or by_group.previous_counts is distinct from by_unit.previous_counts
    or by_group.year_before_counts is distinct from by_unit.year_before_counts
