-- every figure of the catalogue, in all and for each member of what it is broken down by, in each period
with asked as (

    -- what is counted by unit is counted by group of units too
    {% set by_group = "case when '|' || catalogue.broken_down_by || '|' like '%|unit|%' then '|group' else '' end" %}
    select
        catalogue.*,
        {{ each_part_of("(catalogue.broken_down_by || " ~ by_group ~ ")", '|') }} as dimension
    from {{ ref('int_indicators') }} as catalogue

),

counted_members as (

    select distinct period, source_mart, dimension, member
    from {{ ref('int_measures') }}
    where dimension not in ('all', 'unit', 'group')

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
    select distinct periods.period, asked.source_mart, 'group' as dimension, units.unit_group as member
    from {{ ref('int_periods') }} as periods
    cross join asked
    cross join {{ ref('int_units') }} as units
    where units.unit_group is not null
    union all
    select distinct periods.period, asked.source_mart, 'all' as dimension, 'all' as member
    from {{ ref('int_periods') }} as periods
    cross join asked

),

figures as (

    select
        periods.period,
        periods.role,
        periods.days,
        asked.code,
        asked.statistic,
        asked.source_mart,
        asked.numerator,
        asked.denominator,
        asked.value_over_zero,
        asked.dimension,
        members.member,
        -- an indicator of one type or channel is the part of the whole that this member has
        coalesce(asked.filter_dimension, 'all') as filter_dimension,
        coalesce(asked.filter_member, 'all') as filter_member
    from asked
    inner join members on asked.source_mart = members.source_mart and asked.dimension = members.dimension
    inner join {{ ref('int_periods') }} as periods on members.period = periods.period

),

signs as (

    {% set optional = [] %}
    {% for mart in counted_marts() %}
    {% for measure, signs in known_by(mart).items() %}
    {% for sign in signs %}
    {% do optional.append((mart, measure, sign)) %}
    {% endfor %}
    {% endfor %}
    {% endfor %}
    {% for mart, measure, sign in optional %}
    select '{{ mart }}' as source_mart, '{{ measure }}' as measure, '{{ sign }}' as sign
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

-- what no export says of any row of a period that has rows
unknown as (

    select found.period, found.role, found.source_mart, signs.measure
    from {{ ref('int_measures') }} as found
    inner join signs on found.source_mart = signs.source_mart
    where found.filter_dimension = 'all' and found.dimension = 'all'
    group by found.period, found.role, found.source_mart, signs.measure
    having count(*) filter (where found.measure = signs.sign) = 0

),

counted as (

    select
        figures.*,
        case
            when figures.statistic not in ('median', 'p90') and unknown_numerators.measure is null
                then coalesce(numerators.row_count, 0)
        end as numerator_count,
        case
            when figures.statistic = 'daily_mean' then figures.days
            when figures.statistic <> 'count' and unknown_denominators.measure is null
                then coalesce(denominators.row_count, 0)
        end as denominator_count,
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
        and figures.filter_dimension = numerators.filter_dimension
        and figures.filter_member = numerators.filter_member
        and figures.dimension = numerators.dimension
        and figures.member = numerators.member
    left join {{ ref('int_measures') }} as denominators
        on figures.period = denominators.period
        and figures.role = denominators.role
        and figures.source_mart = denominators.source_mart
        and figures.denominator = denominators.measure
        and denominators.filter_dimension = 'all'
        and figures.dimension = denominators.dimension
        and figures.member = denominators.member
    left join unknown as unknown_numerators
        on figures.period = unknown_numerators.period
        and figures.role = unknown_numerators.role
        and figures.source_mart = unknown_numerators.source_mart
        and figures.numerator = unknown_numerators.measure
    left join unknown as unknown_denominators
        on figures.period = unknown_denominators.period
        and figures.role = unknown_denominators.role
        and figures.source_mart = unknown_denominators.source_mart
        and figures.denominator = unknown_denominators.measure
    left join {{ ref('int_handling_times') }} as times
        on figures.period = times.period
        and figures.role = times.role
        and figures.dimension = times.dimension
        and figures.member = times.member

),

-- each value is this percentage, exactly: counts over one hundredth of their unit, minutes over those of an hour
exact as (

    select
        counted.*,
        case
            when counted.statistic in ('median', 'p90') then counted.minutes
            when counted.statistic = 'rate' and counted.denominator_count = 0
                then cast(counted.value_over_zero as bigint)
            else counted.numerator_count
        end as part,
        cast(case
            when counted.statistic = 'count' then 100
            when counted.statistic in ('median', 'p90') then 6000
            when counted.statistic = 'mean' then 6000 * counted.denominator_count
            when counted.statistic = 'daily_mean' then 100 * counted.denominator_count
            when counted.denominator_count = 0 then 100
            else counted.denominator_count
        end as bigint) as whole
    from counted

),

valued as (

    select
        exact.*,
        {{ rate('exact.part', 'exact.whole') }} as value,
        with_data.export is not null as has_data,
        coalesce(with_data.is_comparable, false) as is_comparable
    from exact
    left join {{ ref('int_periods_with_data') }} as with_data
        on exact.period = with_data.period
        and exact.role = with_data.role
        and with_data.export = case exact.source_mart
            {% for mart in counted_marts() %}
            when '{{ mart }}' then '{{ export_of(mart) }}'
            {% endfor %}
        end

)

select
    this.period,
    this.code as indicator_code,
    this.statistic,
    this.dimension,
    this.member,
    this.numerator_count as numerator,
    this.denominator_count as denominator,
    this.value,
    {% for role in ['previous', 'year_before'] %}
    case when {{ role }}.has_data then {{ role }}.numerator_count end as {{ role }}_numerator,
    case when {{ role }}.has_data then {{ role }}.denominator_count end as {{ role }}_denominator,
    case when {{ role }}.has_data then {{ role }}.value end as {{ role }}_value,
    {{ role }}.is_comparable as is_comparable_with_{{ role }},
    case
        when not {{ role }}.is_comparable then null
        when this.statistic = 'count'
            then {{ change_rate('this.numerator_count', role ~ '.numerator_count') }}
        else {{ rate_difference('this.part', 'this.whole', role ~ '.part', role ~ '.whole') }}
    end as change_on_{{ role }}{{ ',' if not loop.last }}
    {% endfor %}
from valued as this
{% for role in ['previous', 'year_before'] %}
inner join valued as {{ role }}
    on this.period = {{ role }}.period
    and this.code = {{ role }}.code
    and this.dimension = {{ role }}.dimension
    and this.member = {{ role }}.member
    and {{ role }}.role = '{{ role }}'
{% endfor %}
where this.role = 'current'
