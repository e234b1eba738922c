-- figures that have a unit, with the counts behind them: what a printed figure is held against
select
    figures.period,
    figures.indicator_code,
    figures.member as unit_id,
    units.unit_name,
    units.kind,
    units.unit_group,
    catalogue.statistic = 'rate' as is_rate,
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
inner join {{ ref('int_units') }} as units on figures.member = units.unit_id
where figures.dimension = 'unit'
