-- every figure of the catalogue, in all and for each member of what it is broken down by, in each period
with asked as (

    select catalogue.*, {{ each_part_of('catalogue.broken_down_by', '|') }} as dimension
    from {{ ref('int_indicators') }} as catalogue

),

counted_members as (

    select distinct period, source_mart, dimension, member
    from {{ ref('int_measures') }}
    where role = 'current' and dimension not in ('all', 'unit')

),

members as (

    select period, source_mart, dimension, member
    from counted_members
    union all
    -- a unit that has nothing to count has a figure too: nought
    select distinct periods.period, asked.source_mart, 'unit' as dimension, units.unit_id as member
    from {{ ref('int_periods') }} as periods
    cross join asked
    cross join {{ ref('int_units') }} as units
    union all
    select distinct periods.period, asked.source_mart, 'all' as dimension, 'all' as member
    from {{ ref('int_periods') }} as periods
    cross join asked

),

figures as (

    select
        periods.period,
        periods.role,
        asked.code,
        asked.statistic,
        asked.source_mart,
        asked.numerator,
        asked.denominator,
        asked.value_over_zero,
        asked.dimension,
        members.member,
        -- an indicator of one type or channel is the part of the whole that this member has
        coalesce(asked.filter_dimension, asked.dimension) as counted_dimension,
        coalesce(asked.filter_member, members.member) as counted_member
    from asked
    inner join members on asked.source_mart = members.source_mart and asked.dimension = members.dimension
    inner join {{ ref('int_periods') }} as periods on members.period = periods.period

),

counted as (

    select
        figures.*,
        case
            when figures.statistic in ('count', 'rate') then coalesce(numerators.row_count, 0)
        end as numerator_count,
        case when figures.statistic <> 'count' then coalesce(denominators.row_count, 0) end as denominator_count,
        case figures.statistic
            when 'median' then times.median_minutes
            when 'p90' then times.p90_minutes
        end as minutes
    from figures
    left join {{ ref('int_measures') }} as numerators
        on figures.period = numerators.period
        and figures.role = numerators.role
        and figures.source_mart = numerators.source_mart
        and figures.numerator = numerators.measure
        and figures.counted_dimension = numerators.dimension
        and figures.counted_member = numerators.member
    left join {{ ref('int_measures') }} as denominators
        on figures.period = denominators.period
        and figures.role = denominators.role
        and figures.source_mart = denominators.source_mart
        and figures.denominator = denominators.measure
        and figures.dimension = denominators.dimension
        and figures.member = denominators.member
    left join {{ ref('int_handling_times') }} as times
        on figures.period = times.period
        and figures.role = times.role
        and figures.dimension = times.dimension
        and figures.member = times.member

),

valued as (

    select
        counted.*,
        case
            when counted.statistic = 'count' then cast(counted.numerator_count as decimal(18, 2))
            when counted.statistic in ('median', 'p90') then {{ rate('counted.minutes', '6000') }}
            when counted.denominator_count = 0 then cast(counted.value_over_zero as decimal(18, 2))
            else {{ rate('counted.numerator_count', 'counted.denominator_count') }}
        end as value,
        with_data.export is not null as has_data
    from counted
    left join {{ ref('int_periods_with_data') }} as with_data
        on counted.period = with_data.period
        and counted.role = with_data.role
        and counted.source_mart = 'counted_' || with_data.export

)

select
    this.period,
    this.code as indicator_code,
    this.dimension,
    this.member,
    this.numerator_count as numerator,
    this.denominator_count as denominator,
    this.value,
    case when previous.has_data then previous.value end as previous_value,
    case
        when not previous.has_data then null
        when this.statistic = 'count'
            then {{ change_rate('this.numerator_count', 'previous.numerator_count') }}
        else this.value - previous.value
    end as change_on_previous,
    case when year_before.has_data then year_before.value end as year_before_value,
    case
        when not year_before.has_data then null
        when this.statistic = 'count'
            then {{ change_rate('this.numerator_count', 'year_before.numerator_count') }}
        else this.value - year_before.value
    end as change_on_year_before
from valued as this
inner join valued as previous
    on this.period = previous.period
    and this.code = previous.code
    and this.dimension = previous.dimension
    and this.member = previous.member
    and previous.role = 'previous'
inner join valued as year_before
    on this.period = year_before.period
    and this.code = year_before.code
    and this.dimension = year_before.dimension
    and this.member = year_before.member
    and year_before.role = 'year_before'
where this.role = 'current'
