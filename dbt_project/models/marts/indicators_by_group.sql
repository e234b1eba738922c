-- figures of groups of units, with the share that each count has of the code's own figure over all
with listed as (

    select unit_group, count(*) as units, min(listing_order) as first_unit
    from {{ ref('int_units') }}
    where unit_group is not null
    group by unit_group

),

groups as (

    select
        unit_group,
        units,
        cast(row_number() over (
            order by unit_group = '{{ units_without_group() }}', first_unit
        ) as bigint) as group_position
    from listed

),

-- what stands for one unit each has no figure over all: its units together are all
wholes as (

    select period, indicator_code, sum(numerator) as whole
    from {{ ref('int_indicator_values') }}
    where dimension = 'unit' and statistic = 'count'
    group by period, indicator_code

),

alls as (

    select period, indicator_code, numerator as whole from {{ ref('int_indicator_values') }}
    where dimension = 'all' and statistic = 'count'

)

select
    figures.period,
    groups.group_position,
    figures.member as unit_group,
    groups.units,
    figures.indicator_code,
    catalogue.name as indicator_name,
    figures.statistic,
    figures.numerator,
    figures.denominator,
    figures.value,
    catalogue.unit as indicator_unit,
    case when figures.statistic = 'count' then {{ rate(
        'figures.numerator', 'cast(coalesce(alls.whole, wholes.whole) as bigint)'
    ) }} end as share,
    figures.previous_value,
    figures.change_on_previous,
    figures.year_before_value,
    figures.change_on_year_before
from {{ ref('int_indicator_values') }} as figures
inner join {{ ref('int_indicators') }} as catalogue on figures.indicator_code = catalogue.code
inner join groups on figures.member = groups.unit_group
left join alls on figures.period = alls.period and figures.indicator_code = alls.indicator_code
left join wholes on figures.period = wholes.period and figures.indicator_code = wholes.indicator_code
where figures.dimension = 'group'
