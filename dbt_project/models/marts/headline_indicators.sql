select
    figures.period,
    cast(catalogue.sort_order as integer) as sort_order,
    figures.indicator_code,
    catalogue.name as indicator_name,
    figures.value,
    catalogue.unit as indicator_unit,
    catalogue.statistic,
    catalogue.statistic = 'rate' as is_rate,
    figures.numerator,
    figures.denominator,
    figures.previous_value,
    figures.is_comparable_with_previous,
    figures.change_on_previous,
    figures.year_before_value,
    figures.is_comparable_with_year_before,
    figures.change_on_year_before
from {{ ref('int_indicator_values') }} as figures
inner join {{ ref('int_indicators') }} as catalogue on figures.indicator_code = catalogue.code
where figures.dimension = 'all' and catalogue.is_headline
