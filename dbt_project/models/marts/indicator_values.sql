-- the whole catalogue in one shape: in all, by type, channel, topic and group of units; by unit see unit_indicators
with member_names as (

    select 'counted_tickets' as source_mart, 'type' as dimension, type_code as member, type_name as member_name
    from {{ ref('ticket_types') }}
    union all
    select 'counted_cases', 'channel', channel_code, channel_name
    from {{ ref('case_channels') }}
    union all
    select 'counted_cases', 'channel', 'other', '其他渠道'

)

select
    figures.period,
    figures.indicator_code,
    catalogue.name as indicator_name,
    figures.dimension,
    figures.member,
    case when figures.dimension = 'all' then '全部' else coalesce(names.member_name, figures.member) end
        as member_name,
    catalogue.statistic,
    figures.numerator,
    figures.denominator,
    figures.value,
    catalogue.unit as indicator_unit,
    figures.previous_numerator,
    figures.previous_denominator,
    figures.previous_value,
    figures.is_comparable_with_previous,
    figures.change_on_previous,
    figures.year_before_numerator,
    figures.year_before_denominator,
    figures.year_before_value,
    figures.is_comparable_with_year_before,
    figures.change_on_year_before
from {{ ref('int_indicator_values') }} as figures
inner join {{ ref('int_indicators') }} as catalogue on figures.indicator_code = catalogue.code
left join member_names as names
    on catalogue.source_mart = names.source_mart
    and figures.dimension = names.dimension
    and figures.member = names.member
where figures.dimension <> 'unit'
